package io.awscredentials.refresh;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.roles.RuntimeRoles;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of roles that nobody uses, and of those there is no room for.
 */
class IdleRolesTests {

	private final RoleHarness harness = new RoleHarness(3, Duration.ofMinutes(30));

	@Test
	void idleRoleIsForgottenAndNotRefreshed() {
		RefreshingCredentialsProvider role = this.harness.role(1);
		role.resolveCredentials();
		this.harness.advance(Duration.ofMinutes(29));
		assertThat(this.harness.providers.runtimeRoles()).isEqualTo(1);
		this.harness.advance(Duration.ofMinutes(1).plusSeconds(5));
		assertThat(this.harness.providers.runtimeRoles()).isZero();
		this.harness.advance(Duration.ofHours(3));
		assertThat(this.harness.source.calls()).isEqualTo(1);
		assertThat(this.harness.role(1)).isNotSameAs(role);
	}

	@Test
	void roleThatWasNeverUsedIsForgotten() {
		this.harness.role(1);
		this.harness.advance(Duration.ofMinutes(31));
		assertThat(this.harness.providers.runtimeRoles()).isZero();
	}

	@Test
	void restingRoleWakesUpInTheWindowWithoutMakingItsCallerWait() {
		RefreshingCredentialsProvider role = this.harness.role(1);
		role.resolveCredentials();
		this.harness.advance(Duration.ofMinutes(54));
		assertThat(role.resolveCredentials().secretAccessKey()).isEqualTo("secret-1");
		assertThat(role.resolveCredentials().secretAccessKey()).isEqualTo("secret-2");
		this.harness.use(role, Duration.ofMinutes(60));
		assertThat(this.harness.source.calls()).isEqualTo(3);
	}

	@Test
	void restingRoleWakesUpAfterItsExpiry() {
		RefreshingCredentialsProvider role = this.harness.role(1);
		role.resolveCredentials();
		this.harness.advance(Duration.ofHours(5));
		assertThat(role.resolveCredentials().secretAccessKey()).isEqualTo("secret-2");
		this.harness.use(role, Duration.ofMinutes(60));
		assertThat(this.harness.source.calls()).isEqualTo(3);
		this.harness.advance(Duration.ofHours(5));
		assertThat(this.harness.source.calls()).isEqualTo(3);
	}

	@Test
	void idleRoleThatNobodyHoldsIsCollected() {
		WeakReference<RefreshingCredentialsProvider> idle = resolved(1);
		this.harness.advance(Duration.ofMinutes(31));
		awaitCollected(idle);
	}

	@Test
	void roleThatHadToMakeRoomIsCollected() {
		WeakReference<RefreshingCredentialsProvider> evicted = resolved(1);
		List.of(2, 3, 4).forEach(this::resolved);
		awaitCollected(evicted);
		assertThat(this.harness.providers.runtimeRoles()).isEqualTo(3);
	}

	@Test
	void roleThatHadToMakeRoomRestsAndWakesUp() {
		RefreshingCredentialsProvider evicted = this.harness.role(1);
		evicted.resolveCredentials();
		List.of(2, 3, 4).forEach(this.harness::role);
		this.harness.advance(Duration.ofMinutes(53));
		assertThat(this.harness.source.calls()).isEqualTo(1);
		this.harness.advance(Duration.ofMinutes(1));
		evicted.resolveCredentials();
		this.harness.use(evicted, Duration.ofMinutes(60));
		assertThat(this.harness.source.calls()).isEqualTo(3);
	}

	@Test
	void roleThatHadToMakeRoomIsNotRefreshedInTheBackgroundAlthoughItIsUsed() {
		RefreshingCredentialsProvider evicted = this.harness.role(1);
		evicted.resolveCredentials();
		List.of(2, 3, 4).forEach(this.harness::role);
		this.harness.advance(Duration.ofMinutes(20));
		evicted.resolveCredentials();
		this.harness.advance(Duration.ofMinutes(20));
		evicted.resolveCredentials();
		this.harness.advance(Duration.ofMinutes(13));
		assertThat(this.harness.source.calls()).isEqualTo(1);
	}

	@Test
	void roleThatHadToMakeRoomRestsLongBeforeItIsIdle() {
		RoleHarness busy = new RoleHarness(1, Duration.ofHours(5));
		busy.role(1).resolveCredentials();
		busy.role(2);
		busy.advance(Duration.ofHours(1));
		assertThat(busy.source.calls()).isEqualTo(1);
	}

	@Test
	void optionsThatAreRefusedMakeNoRoom() {
		List<RefreshingCredentialsProvider> roles = List.of(this.harness.role(1), this.harness.role(2),
				this.harness.role(3));
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> this.harness.providers.assumeRole(AssumeRoleOptions.of("")));
		assertThat(this.harness.providers.runtimeRoles()).isEqualTo(3);
		assertThat(List.of(this.harness.role(1), this.harness.role(2), this.harness.role(3))).isEqualTo(roles);
	}

	@Test
	void roleThatWasForgottenDoesNotTakeItsSuccessorAlong() {
		RefreshingCredentialsProvider former = this.harness.role(1);
		List.of(2, 3, 4).forEach(this.harness::role);
		RefreshingCredentialsProvider successor = this.harness.role(1);
		assertThat(successor).isNotSameAs(former);
		former.close();
		assertThat(this.harness.role(1)).isSameAs(successor);
		assertThat(successor.resolveCredentials().secretAccessKey()).isEqualTo("secret-1");
	}

	@Test
	void rolesThatWereAskedForLeastRecentlyMakeRoom() {
		List<RefreshingCredentialsProvider> roles = List.of(this.harness.role(1), this.harness.role(2),
				this.harness.role(3));
		this.harness.role(1);
		this.harness.role(4);
		assertThat(this.harness.role(1)).isSameAs(roles.get(0));
		assertThat(this.harness.role(3)).isSameAs(roles.get(2));
		assertThat(this.harness.role(2)).isNotSameAs(roles.get(1));
	}

	@Test
	void boundThatIsTooSmallIsToldOnce() {
		try (LogCapture log = new LogCapture(RuntimeRoles.class, Level.WARN)) {
			List.of(1, 2, 3).forEach(this.harness::role);
			assertThat(log.lines()).isEmpty();
			List.of(4, 5, 6).forEach(this.harness::role);
			assertThat(log.lines()).singleElement().asString().contains("aws.credentials.runtime-roles.maximum-size");
		}
	}

	@Test
	void firstCredentialsOfARoleAreNoNews() {
		try (LogCapture log = new LogCapture(RefreshingCredentialsProvider.class, Level.INFO)) {
			resolved(1);
			assertThat(log.lines()).isEmpty();
		}
	}

	private WeakReference<RefreshingCredentialsProvider> resolved(int number) {
		RefreshingCredentialsProvider role = this.harness.role(number);
		role.resolveCredentials();
		return new WeakReference<>(role);
	}

	private static void awaitCollected(WeakReference<?> reference) {
		Awaitility.await().until(() -> {
			System.gc();
			return reference.get() == null;
		});
	}

}
