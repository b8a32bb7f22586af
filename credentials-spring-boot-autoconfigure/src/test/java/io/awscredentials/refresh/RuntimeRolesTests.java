package io.awscredentials.refresh;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.roles.RuntimeRoles;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link RuntimeRoles}.
 */
class RuntimeRolesTests {

	private static final int CALLS = 10_000;

	private final RecordingListener listener = new RecordingListener();

	private final RoleHarness harness = new RoleHarness(100, Duration.ofMinutes(30), this.listener);

	@Test
	void assumeRoleWhenOptionsAreEqualGivesTheSameProvider() {
		AssumeRoleOptions options = AssumeRoleOptions.of(RoleHarness.ROLE + 1).withExternalId("tenant-1");
		RefreshingCredentialsProvider provider = this.harness.providers.assumeRole(options);
		assertThat(this.harness.providers
			.assumeRole(AssumeRoleOptions.of(RoleHarness.ROLE + 1).withExternalId(new String("tenant-1"))))
			.isSameAs(provider);
		assertThat(this.harness.providers.assumeRole("default", options)).isSameAs(provider);
		assertThat(this.harness.providers.assumeRole("other", options)).isNotSameAs(provider);
		assertThat(this.harness.providers.assumeRole(options.withDuration(Duration.ofMinutes(15))))
			.isNotSameAs(provider);
		assertThat(this.harness.providers.runtimeRoles()).isEqualTo(3);
	}

	@Test
	void roleThatIsKnownIsNotMadeAgain() {
		for (int i = 0; i < 3; i++) {
			this.harness.role(1);
		}
		assertThat(this.harness.made).isEqualTo(1);
	}

	@Test
	void assumeRoleAsksNobodyBeforeCredentialsAreNeeded() {
		RefreshingCredentialsProvider role = this.harness.role(1);
		this.harness.advance(Duration.ofMinutes(1));
		assertThat(this.harness.source.calls()).isZero();
		role.resolveCredentials();
		role.resolveCredentials();
		assertThat(this.harness.source.calls()).isEqualTo(1);
		assertThat(role.name()).isEqualTo(RoleHarness.ROLE + 1);
		assertThat(role.status().source()).isEqualTo("Scripted");
		assertThat(role.status().runtimeRole()).isTrue();
	}

	@Test
	void assumeRoleWhenOptionsAreRefusedRemembersNothing() {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> this.harness.providers.assumeRole(AssumeRoleOptions.of("")))
			.withMessage("No role");
		assertThat(this.harness.providers.runtimeRoles()).isZero();
	}

	@Test
	void assumeRoleWithoutRolesSaysSo() {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(
					() -> new CredentialsProviders(List.of()).assumeRole(AssumeRoleOptions.of(RoleHarness.ROLE + 1)))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION));
		assertThat(new CredentialsProviders(List.of()).runtimeRoles()).isZero();
	}

	@Test
	void rolesAreFoundByAPartOfTheirArn() {
		for (int i : new int[] { 3, 1, 2 }) {
			this.harness.role(i);
		}
		assertThat(this.harness.providers.runtimeRoles("", 2)).extracting(RefreshStatus::provider)
			.containsExactly(RoleHarness.ROLE + 1, RoleHarness.ROLE + 2);
		assertThat(this.harness.providers.runtimeRoles(RoleHarness.ROLE + 3, 2)).hasSize(1);
		assertThat(this.harness.providers.runtimeRoles("nobody", 2)).isEmpty();
		assertThat(new CredentialsProviders(List.of()).runtimeRoles("", 2)).isEmpty();
	}

	@Test
	void roleInUseIsRefreshedInTheBackground() {
		RefreshingCredentialsProvider role = this.harness.role(1);
		role.resolveCredentials();
		this.harness.use(role, Duration.ofHours(10));
		assertThat(this.harness.source.calls()).isBetween(12, 14);
		assertThat(this.listener.events()).containsOnly("refreshed VALID");
		assertThat(this.harness.role(1)).isSameAs(role);
	}

	@Test
	void resolveWhenValidAllocatesNothing() {
		RefreshingCredentialsProvider role = this.harness.role(1);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		resolveOften(role);
		long before = threads.getCurrentThreadAllocatedBytes();
		resolveOften(role);
		// Some bytes are the compiler's, at whatever time it replaces the code.
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(CALLS);
	}

	private static void resolveOften(RefreshingCredentialsProvider role) {
		for (int i = 0; i < CALLS; i++) {
			role.resolveCredentials();
		}
	}

	@Test
	void roleThatIsAskedForOnlyCountsAsUsed() {
		RefreshingCredentialsProvider role = this.harness.role(1);
		for (int i = 0; i < 6; i++) {
			this.harness.advance(Duration.ofMinutes(29));
			assertThat(this.harness.role(1)).isSameAs(role);
		}
	}

	@Test
	void roleThatNeverGaveCredentialsIsTriedForCallersOnly() {
		this.harness.source.deny();
		RefreshingCredentialsProvider role = this.harness.role(1);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(role::resolveCredentials);
		this.harness.advance(Duration.ofMinutes(10));
		assertThat(this.harness.source.calls()).isEqualTo(1);
		this.harness.source.succeed(Duration.ofHours(1));
		assertThat(role.resolveCredentials().secretAccessKey()).isEqualTo("secret-1");
		this.harness.use(role, Duration.ofMinutes(60));
		assertThat(this.harness.source.calls()).isEqualTo(3);
	}

	@Test
	void roleInOutageIsServedOnAndCounted() {
		RefreshingCredentialsProvider role = this.harness.role(1);
		role.resolveCredentials();
		this.harness.source.fail();
		this.harness.use(role, Duration.ofMinutes(50));
		role.refresh();
		assertThat(role.resolveCredentials().secretAccessKey()).isEqualTo("secret-1");
		assertThat(this.harness.providers.runtimeRolesServedStale()).isPositive();
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.use(role, Duration.ofMinutes(20));
		assertThat(role.resolveCredentials().secretAccessKey()).isEqualTo("secret-2");
	}

	@Test
	void refreshByNameRefreshesWhatWaitsForACode() {
		RefreshingCredentialsProvider valid = this.harness.role(1);
		valid.resolveCredentials();
		this.harness.source.requireMfa();
		RefreshingCredentialsProvider waiting = this.harness.role(2);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(waiting::resolveCredentials);
		assertThat(waiting.status().state()).isEqualTo(RefreshState.AWAITING_MFA);
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.providers.refresh(valid.name()).join();
		this.harness.providers.refresh("nobody").join();
		assertThat(valid.status().refreshes()).isEqualTo(1);
		assertThat(waiting.status().state()).isEqualTo(RefreshState.AWAITING_MFA);
		this.harness.providers.refresh(waiting.name()).join();
		assertThat(waiting.status().state()).isEqualTo(RefreshState.VALID);
	}

	@Test
	void closeEndsAllAlsoThoseThatWereForgotten() {
		RefreshingCredentialsProvider forgotten = this.harness.role(1);
		forgotten.resolveCredentials();
		this.harness.advance(Duration.ofMinutes(31));
		RefreshingCredentialsProvider remembered = this.harness.role(2);
		remembered.resolveCredentials();
		this.harness.roles.close();
		assertThat(forgotten.resolveCredentials().secretAccessKey()).isEqualTo("secret-1");
		assertThat(forgotten.refresh()).isCompletedExceptionally();
		assertThat(remembered.refresh()).isCompletedExceptionally();
		this.harness.advance(Duration.ofMinutes(61));
		assertThat(this.harness.source.calls()).isEqualTo(2);
		for (RefreshingCredentialsProvider closed : List.of(forgotten, remembered, this.harness.role(3))) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(closed::resolveCredentials)
				.withMessageContaining("closed");
		}
	}

	@Test
	void closeEndsThoseThatMadeRoomToo() {
		RoleHarness small = new RoleHarness(1, Duration.ofMinutes(30));
		RefreshingCredentialsProvider evicted = small.role(1);
		small.role(2);
		small.roles.close();
		assertThat(evicted.refresh()).isCompletedExceptionally();
		RefreshingCredentialsProvider late = small.role(3);
		assertThat(late.refresh()).isCompletedExceptionally();
		assertThat(small.providers.runtimeRoles()).isZero();
	}

	@Test
	void closedProviderIsReplaced() {
		RefreshingCredentialsProvider closed = this.harness.role(1);
		closed.close();
		RefreshingCredentialsProvider next = this.harness.role(1);
		assertThat(next).isNotSameAs(closed);
		assertThat(next.resolveCredentials().secretAccessKey()).isEqualTo("secret-1");
	}

}
