package io.awscredentials.refresh;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.roles.RuntimeRoleOrigin;
import io.awscredentials.refresh.roles.RuntimeRoles;

/**
 * Roles that are known only at run time, all with one source, and a clock and a scheduler
 * that are driven by hand.
 */
final class RoleHarness {

	static final String ROLE = "arn:aws:iam::123456789012:role/tenant-";

	final MutableClock clock = new MutableClock();

	final ScriptedSource source = new ScriptedSource(this.clock);

	final RefreshScheduler scheduler = new RefreshScheduler(this.clock, Runnable::run, new SplittableRandom(5), true);

	/** How many sources of roles were made. */
	int made;

	final RuntimeRoles roles;

	final CredentialsProviders providers;

	RoleHarness(int maximumSize, Duration idleTimeout) {
		this(maximumSize, idleTimeout, new RecordingListener());
	}

	RoleHarness(int maximumSize, Duration idleTimeout, RefreshListener listener) {
		this.roles = new RuntimeRoles(this::origin, this.scheduler, listener, maximumSize, idleTimeout);
		this.providers = new CredentialsProviders(List.of(), () -> this.roles);
	}

	private RuntimeRoleOrigin origin(String name) {
		return new RuntimeRoleOrigin((options) -> {
			if (options.roleArn().isEmpty()) {
				throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "AssumeRole", "No role");
			}
			this.made++;
			return this.source;
		}, RefreshPolicy.defaults());
	}

	RefreshingCredentialsProvider role(int number) {
		return this.providers.assumeRole(AssumeRoleOptions.of(ROLE + number));
	}

	/**
	 * Let time pass with the scheduler at work.
	 * @param duration how long
	 */
	void advance(Duration duration) {
		for (long second = 0; second < duration.toSeconds(); second++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.scheduler.runDue();
		}
	}

	/**
	 * Let time pass while somebody uses a role every ten minutes.
	 * @param role the role
	 * @param duration how long
	 */
	void use(RefreshingCredentialsProvider role, Duration duration) {
		for (long minute = 0; minute < duration.toMinutes(); minute += 10) {
			advance(Duration.ofMinutes(10));
			role.resolveCredentials();
		}
	}

}
