package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.refresh.RefreshStatus.Failure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link RefreshStatus} says in each state.
 */
class RefreshStatusTests {

	private static final Instant START = MutableClock.START;

	private final Harness harness = new Harness();

	@Test
	void statusWhenInitialSaysNothingYet() {
		assertThat(this.harness.status())
			.isEqualTo(new RefreshStatus("default", "Scripted", RefreshState.INITIAL, false, false, null, null, null,
					null, null, null, null, null, null, null, 0, 0, 0, null, null, null, false, null));
	}

	@Test
	void statusWhenValidDescribesTheSet() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		this.harness.resolve();
		Instant next = START.plus(this.harness.next());
		this.harness.sleep(Duration.ofMinutes(20));
		assertThat(this.harness.status()).isEqualTo(new RefreshStatus("default", "Scripted", RefreshState.VALID, true,
				false, "ASIA********MP01", "123456789012", null, null, START.plus(Duration.ofHours(1)),
				Duration.ofMinutes(40), START, next, null, null, 1, 0, 0, null, null, null, false, null));
	}

	@Test
	void statusWhileARetrievalIsUnderWayTellsSinceWhenAndWhoAsked() {
		HandExecutor executor = new HandExecutor();
		Harness busy = new Harness(RefreshPolicy.defaults(), executor);
		busy.sleep(Duration.ofSeconds(3)).provider.refresh();
		busy.sleep(Duration.ofSeconds(4)).provider.refresh();
		assertThat(busy.status().refreshingSince()).isEqualTo(START.plusSeconds(3));
		assertThat(busy.status().refreshTrigger()).isEqualTo(RefreshTrigger.REQUEST);
		executor.runAll();
		assertThat(busy.status().refreshingSince()).isNull();
		assertThat(busy.status().refreshTrigger()).isNull();
		busy.advance(busy.next().plusSeconds(1));
		assertThat(busy.status().refreshTrigger()).isEqualTo(RefreshTrigger.SCHEDULE);
		executor.runAll();
		busy.provider.invalidate(busy.resolve());
		busy.provider.resolveCredentialsAsync();
		assertThat(busy.status().refreshTrigger()).isEqualTo(RefreshTrigger.CALLER);
	}

	@Test
	void statusWhenFailedDescribesTheFailure() {
		this.harness.source.fail();
		this.harness.resolveFailure();
		this.harness.sleep(Duration.ofSeconds(3));
		this.harness.resolveFailure();
		RefreshStatus status = this.harness.status();
		assertThat(status.state()).isEqualTo(RefreshState.FAILED);
		assertThat(status.failures()).isEqualTo(2);
		assertThat(status.lastFailure()).isEqualTo(new Failure(CredentialsErrorCode.CONNECTION,
				"No connection to upstream", CredentialsErrorCode.CONNECTION.advice(), START.plusSeconds(3), 2));
		assertThat(status.remaining()).isNull();
	}

	@Test
	void statusAfterRecoveryKeepsTheLastFailure() {
		this.harness.source.fail();
		this.harness.resolveFailure();
		this.harness.provider.refresh();
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.provider.refresh();
		RefreshStatus recovered = this.harness.status();
		assertThat(recovered.state()).isEqualTo(RefreshState.VALID);
		assertThat(recovered.lastFailure()).isNotNull().extracting(Failure::consecutive).isEqualTo(2);
		this.harness.source.fail();
		this.harness.provider.refresh();
		assertThat(this.harness.status().lastFailure()).isNotNull().extracting(Failure::consecutive).isEqualTo(1);
		assertThat(this.harness.status().failures()).isEqualTo(3);
	}

	@Test
	void statusWhenExtendedSaysSo() {
		this.harness.source.pastExpiry(PastExpiry.PROLONGED);
		this.harness.resolve();
		this.harness.source.fail();
		this.harness.advance(Duration.ofMinutes(61));
		RefreshStatus status = this.harness.status();
		assertThat(status.state()).isEqualTo(RefreshState.EXTENDED);
		assertThat(status.valid()).isFalse();
		assertThat(status.remaining()).isZero();
		assertThat(status.prolonged()).isTrue();
		assertThat(status.failing()).isTrue();
	}

	@Test
	void statusWhenRejectedHasNothingLeft() {
		this.harness.resolve();
		this.harness.provider.invalidate(ScriptedSource.credentials(1, null));
		RefreshStatus status = this.harness.status();
		assertThat(status.state()).isEqualTo(RefreshState.EXPIRED);
		assertThat(status.valid()).isFalse();
		assertThat(status.remaining()).isZero();
		assertThat(status.expiration()).isEqualTo(START.plus(Duration.ofHours(1)));
		assertThat(status.failing()).isFalse();
	}

	@Test
	void waitingForAPersonIsNoFailure() {
		this.harness.source.requireMfa();
		for (int i = 0; i < 4; i++) {
			assertThat(this.harness.provider.refresh()).isCompletedExceptionally();
		}
		assertThat(this.harness.status().failures()).isZero();
		assertThat(this.harness.status().lastFailure()).isNull();
		assertThat(this.harness.status().failing()).isTrue();
		assertThat(this.harness.status().presentFailure()).isNull();
		assertThat(this.harness.listener.events()).hasSize(1);
	}

	@Test
	void waitingForAPersonLeavesAnEarlierFailureAsItWas() {
		this.harness.source.fail();
		this.harness.provider.refresh();
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.sleep(Duration.ofMinutes(1));
		this.harness.resolve();
		this.harness.source.requireMfa();
		this.harness.sleep(Duration.ofMinutes(1));
		this.harness.provider.refresh();
		assertThat(this.harness.status().lastFailure()).isNotNull();
		assertThat(this.harness.status().presentFailure()).isNull();
		this.harness.source.fail();
		this.harness.provider.refresh();
		assertThat(this.harness.status().presentFailure()).isNotNull()
			.extracting(RefreshStatus.Failure::consecutive)
			.isEqualTo(1);
		assertThat(this.harness.status().failures()).isEqualTo(2);
	}

	@Test
	void wrongCodeIsCountedOnce() {
		this.harness.source.requireMfa();
		this.harness.provider.refresh();
		this.harness.source.refuseCode("default");
		this.harness.provider.refresh();
		this.harness.source.requireMfa();
		for (int i = 0; i < 4; i++) {
			this.harness.provider.refresh();
		}
		assertThat(this.harness.status().failures()).isEqualTo(1);
		assertThat(this.harness.status().presentFailure()).isNotNull().satisfies((failure) -> {
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.MFA_CODE_INVALID);
			assertThat(failure.consecutive()).isEqualTo(1);
		});
		this.harness.source.refuseCode("default");
		this.harness.provider.refresh();
		assertThat(this.harness.status().failures()).isEqualTo(2);
	}

	@Test
	void wrongCodeIsNoFailureOfThoseWhoStartFromThatProvider() {
		this.harness.source.refuseCode("base");
		this.harness.provider.refresh();
		assertThat(this.harness.state()).isEqualTo(RefreshState.AWAITING_MFA);
		assertThat(this.harness.status().failures()).isZero();
		assertThat(this.harness.listener.events()).isEmpty();
	}

	@Test
	void statusWhenAwaitingMfaKeepsWhenTheChallengeWasRaised() {
		this.harness.resolve();
		this.harness.source.requireMfa();
		this.harness.provider.refresh();
		this.harness.sleep(Duration.ofMinutes(2));
		this.harness.provider.refresh();
		RefreshStatus status = this.harness.status();
		assertThat(status.state()).isEqualTo(RefreshState.AWAITING_MFA);
		assertThat(status.valid()).isTrue();
		assertThat(status.nextRefresh()).isNull();
		assertThat(status.mfa()).isEqualTo(new RefreshStatus.Mfa("arn:aws:iam::123456789012:mfa/device", START));
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.provider.refresh();
		assertThat(this.harness.status().mfa()).isNull();
	}

	@Test
	void servedStaleCountsCallsWhileTheLastRefreshHadFailed() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		this.harness.resolve();
		this.harness.resolve();
		assertThat(this.harness.status().servedStale()).isZero();
		this.harness.source.fail();
		this.harness.provider.refresh();
		for (int i = 0; i < 10; i++) {
			this.harness.resolve();
			this.harness.provider.resolveCredentialsAsync();
		}
		assertThat(this.harness.status().servedStale()).isEqualTo(20);
		this.harness.advance(Duration.ofMinutes(61));
		this.harness.resolve();
		assertThat(this.harness.status().servedStale()).isEqualTo(21);
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.provider.refresh();
		this.harness.resolve();
		assertThat(this.harness.status().servedStale()).isEqualTo(21);
	}

	@Test
	void statusWhenStrictSaysThatExpiredSetsAreRefused() {
		Harness strict = new Harness(Harness.policy(RefreshPolicy.OnFailure.STRICT));
		strict.source.pastExpiry(PastExpiry.PROLONGED);
		strict.resolve();
		assertThat(strict.status().prolonged()).isFalse();
	}

	@Test
	void toStringHoldsNothingSecret() {
		this.harness.resolve();
		assertThat(this.harness.status().toString()).doesNotContain("secret-1", "token-1", "ASIAIOSFODNN7EXAMP01");
	}

}
