package io.awscredentials.refresh;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Credentials without expiration that lie where somebody may put others.
 */
class RefreshRecheckTests {

	private final Harness harness = new Harness();

	@BeforeEach
	void retrieveOnce() {
		this.harness.source.recheckAfter(Duration.ofSeconds(10));
		this.harness.source.run(() -> ScriptedSource.credentials(1, null));
		this.harness.resolve();
	}

	@Test
	void sameCredentialsAreNoNews() {
		assertThat(this.harness.next()).isEqualTo(Duration.ofSeconds(10));
		RefreshStatus before = this.harness.status();
		this.harness.advance(Duration.ofMinutes(1));
		assertThat(this.harness.source.calls()).isEqualTo(7);
		assertThat(this.harness.status().refreshes()).isEqualTo(1);
		assertThat(this.harness.status().lastRefresh()).isEqualTo(before.lastRefresh());
		assertThat(this.harness.listener.events()).containsExactly("refreshed VALID");
	}

	@Test
	void otherCredentialsAreFoundAndTold() {
		this.harness.source.run(() -> ScriptedSource.credentials(2, null));
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		this.harness.advance(Duration.ofSeconds(10));
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-2");
		assertThat(this.harness.status().refreshes()).isEqualTo(2);
		assertThat(this.harness.listener.events()).containsExactly("refreshed VALID", "refreshed VALID");
	}

	@Test
	void failureIsToldAndItsEndIs() {
		this.harness.source.deny();
		this.harness.advance(Duration.ofSeconds(10));
		assertThat(this.harness.state()).isEqualTo(RefreshState.STALE);
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		this.harness.source.run(() -> ScriptedSource.credentials(1, null));
		this.harness.advance(Duration.ofMinutes(10));
		assertThat(this.harness.state()).isEqualTo(RefreshState.VALID);
		assertThat(this.harness.listener.events()).containsExactly("refreshed VALID", "failed STALE STS_ACCESS_DENIED",
				"refreshed VALID");
	}

	@Test
	void callersWaitForNothing() {
		this.harness.source.run(() -> ScriptedSource.credentials(2, null));
		this.harness.sleep(Duration.ofDays(1));
		// The machine slept: the caller has it done, and goes on with what is there.
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-2");
	}

	@Test
	void rejectedCredentialsThatAreStillThereAreServedAgain() {
		this.harness.provider.invalidate(ScriptedSource.credentials(1, null));
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		assertThat(this.harness.status().refreshes()).isEqualTo(2);
		assertThat(this.harness.state()).isEqualTo(RefreshState.VALID);
	}

	@Test
	void credentialsWithExpirationFollowIt() {
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.advance(Duration.ofSeconds(10));
		assertThat(this.harness.next()).isGreaterThan(Duration.ofMinutes(40));
	}

}
