package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.internal.PastExpiry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when the clock of the machine is wrong or jumps, and with expirations no
 * clock will reach.
 */
class RefreshClockTests {

	private static final Duration FIVE_HOURS = Duration.ofHours(5);

	private final Harness harness = new Harness();

	@Test
	void resolveWhenSetBackAfterFailureForGoodAsksAgain() {
		this.harness.clock.advance(FIVE_HOURS);
		this.harness.source.deny();
		this.harness.resolveFailure();
		this.harness.clock.advance(FIVE_HOURS.negated());
		this.harness.source.succeed(Duration.ofHours(1));
		assertThat(this.harness.resolve().expiration()).isEqualTo(MutableClock.START.plus(Duration.ofHours(1)));
	}

	@Test
	void resolveWhenSetBackIntoTheLifeOfExpiredSetServesIt() {
		Instant expiration = this.harness.resolve().expiration();
		this.harness.sleep(FIVE_HOURS);
		this.harness.source.fail();
		assertThat(this.harness.resolveFailure().code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		this.harness.sleep(FIVE_HOURS.negated());
		assertThat(this.harness.resolve().expiration()).isEqualTo(expiration);
	}

	@Test
	void resolveWhenSetBackInOutageDoesNotServeWhatHasExpiredForHours() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		this.harness.resolve();
		this.harness.sleep(FIVE_HOURS);
		this.harness.source.fail();
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		this.harness.sleep(Duration.ofHours(-3));
		this.harness.source.succeed(Duration.ofHours(1));
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-2");
	}

	@Test
	void schedulerWhenSetBackRetriesInsteadOfBackingOffForHours() {
		this.harness.clock.advance(FIVE_HOURS);
		this.harness.source.fail();
		this.harness.resolveFailure();
		this.harness.scheduler.runDue();
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.clock.advance(FIVE_HOURS.negated());
		this.harness.scheduler.runDue();
		assertThat(this.harness.state()).isEqualTo(RefreshState.VALID);
		assertThat(this.harness.next()).isBetween(Duration.ofMinutes(45), Duration.ofMinutes(53));
	}

	@Test
	void schedulerWhenSetBackKeepsWhatIsValid() {
		this.harness.resolve();
		this.harness.scheduler.runDue();
		this.harness.clock.advance(FIVE_HOURS.negated());
		this.harness.scheduler.runDue();
		assertThat(this.harness.source.calls()).isOne();
		assertThat(this.harness.next()).isGreaterThan(FIVE_HOURS);
		this.harness.advance(FIVE_HOURS.plusMinutes(53));
		assertThat(this.harness.source.calls()).isEqualTo(2);
	}

	@Test
	void schedulerWhenSetBackByLessThanASecondKeepsBackingOff() {
		this.harness.source.deny();
		this.harness.resolveFailure();
		this.harness.scheduler.runDue();
		this.harness.clock.advance(Duration.ofMillis(-900));
		this.harness.scheduler.runDue();
		this.harness.resolveFailure();
		assertThat(this.harness.source.calls()).isOne();
	}

	@Test
	void invalidateWhenSetBackAfterwardsDoesNotBringTheSetBack() {
		this.harness.resolve();
		this.harness.provider.invalidate(ScriptedSource.credentials(1, null));
		this.harness.clock.advance(FIVE_HOURS.negated());
		assertThat(this.harness.state()).isEqualTo(RefreshState.EXPIRED);
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-2");
	}

	@Test
	void invalidateWhenSetBackAfterSameKeyWasGivenIsHeard() {
		this.harness.resolve();
		this.harness.source.repeat();
		this.harness.provider.invalidate(ScriptedSource.credentials(1, null));
		this.harness.resolve();
		this.harness.clock.advance(FIVE_HOURS.negated());
		this.harness.provider.invalidate(ScriptedSource.credentials(1, null));
		assertThat(this.harness.state()).isEqualTo(RefreshState.EXPIRED);
	}

	@Test
	void resolveWhenMachineSleptPastExpiryRefreshes() {
		this.harness.resolve();
		this.harness.sleep(FIVE_HOURS);
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-2");
	}

	@Test
	void resolveWhenExpirationIsInThePastBySkewRaisesIt() {
		this.harness.source.run(() -> ScriptedSource.credentials(1, MutableClock.START.minusSeconds(90)));
		assertThat(this.harness.resolveFailure().code()).isEqualTo(CredentialsErrorCode.EXPIRED);
		assertThat(this.harness.resolveFailure()).hasMessageContaining("2026-11-21T09:58:30Z");
		assertThat(this.harness.status().accessKeyId()).isNull();
	}

	@Test
	void resolveWhenExpirationIsBeforeAllTimesRaisesIt() {
		this.harness.source.run(() -> ScriptedSource.credentials(1, Instant.MIN));
		assertThat(this.harness.resolveFailure().code()).isEqualTo(CredentialsErrorCode.EXPIRED);
	}

	@Test
	void resolveWhenExpirationIsAfterAllTimesServesForever() {
		this.harness.source.run(() -> ScriptedSource.credentials(1, Instant.MAX));
		assertThat(this.harness.resolve().expiration()).isEqualTo(Instant.MAX);
		this.harness.sleep(Duration.ofDays(40_000)).advance(Duration.ofMinutes(1));
		assertThat(this.harness.resolve().expiration()).isEqualTo(Instant.MAX);
		assertThat(this.harness.source.calls()).isOne();
		assertThat(this.harness.status().nextRefresh()).isNull();
		assertThat(this.harness.status().remaining()).isGreaterThan(Duration.ofDays(365_000_000));
	}

	@Test
	void refreshWhenSetThatNeverExpiresCannotBeRenewedKeepsIt() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		this.harness.source.run(() -> ScriptedSource.credentials(1, Instant.MAX));
		this.harness.resolve();
		this.harness.source.fail();
		assertThat(this.harness.provider.refresh()).isCompletedExceptionally();
		assertThat(this.harness.state()).isEqualTo(RefreshState.STALE);
		assertThat(this.harness.next()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
	}

}
