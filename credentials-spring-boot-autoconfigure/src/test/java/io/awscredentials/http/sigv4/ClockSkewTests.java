package io.awscredentials.http.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.awscredentials.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClockSkew}.
 */
class ClockSkewTests {

	private Instant local = Instant.parse("2026-11-21T10:00:00.400Z");

	private final InstantSource clock = () -> this.local;

	private final ClockSkew skew = new ClockSkew(this.clock);

	@Test
	void nowWhenNothingWasLearnedIsLocalTime() {
		assertThat(this.skew.now()).isSameAs(this.local);
		assertThat(this.skew.offset()).isZero();
	}

	@Test
	void learnWhenServerIsAheadCorrectsForward() {
		this.skew.learn("Sat, 21 Nov 2026 10:07:00 GMT");
		assertThat(this.skew.offset()).isEqualTo(Duration.ofMinutes(7).minusMillis(400));
		assertThat(this.skew.now()).isEqualTo("2026-11-21T10:07:00Z");
		this.local = this.local.plusSeconds(60);
		assertThat(this.skew.now()).isEqualTo("2026-11-21T10:08:00Z");
	}

	@Test
	void learnWhenServerIsBehindCorrectsBackward() {
		this.skew.learn("Sat, 21 Nov 2026 09:00:00 GMT");
		assertThat(this.skew.offset()).isNegative();
		assertThat(this.skew.now()).isEqualTo("2026-11-21T09:00:00Z");
	}

	@Test
	void learnIgnoresSmallDifferences() {
		learnDifference(4);
		learnDifference(-4);
		assertThat(this.skew.offset()).isZero();
	}

	@Test
	void learnWhenOffsetIsStillRightKeepsIt() {
		learnDifference(300);
		Duration offset = this.skew.offset();
		learnDifference(297);
		learnDifference(303);
		assertThat(this.skew.offset()).isSameAs(offset);
	}

	@Test
	void learnWhenLocalClockWasSetRightForgetsOffset() {
		learnDifference(300);
		learnDifference(2);
		assertThat(this.skew.offset()).isZero();
	}

	@Test
	void learnFromAcceptedIgnoresWhatTheServerWouldNotHaveAccepted() {
		this.skew.learnFromAccepted("Sat, 21 Nov 2026 10:05:01 GMT");
		this.skew.learnFromAccepted("Sat, 21 Nov 2026 09:54:59 GMT");
		this.skew.learnFromAccepted(null);
		assertThat(this.skew.offset()).isZero();
		this.skew.learnFromAccepted("Sat, 21 Nov 2026 10:04:00 GMT");
		assertThat(this.skew.now()).isEqualTo("2026-11-21T10:04:00Z");
		this.skew.learnFromAccepted("Sat, 21 Nov 2026 10:08:00 GMT");
		assertThat(this.skew.now()).isEqualTo("2026-11-21T10:08:00Z");
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "garbage", "2026-11-21T11:00:00Z", "Sun, 21 Nov 2026 11:00:00 GMT",
			"Sat, 31 Nov 2026 11:00:00 GMT" })
	void learnIgnoresWhatIsNoDate(String header) {
		learnDifference(300);
		Duration offset = this.skew.offset();
		this.skew.learn(header);
		assertThat(this.skew.offset()).isSameAs(offset);
	}

	@Test
	void learnFromTrustedIgnoresLessThanAMinute() {
		this.skew.learnFromTrusted("Sat, 21 Nov 2026 10:01:00 GMT");
		this.skew.learnFromTrusted(null);
		assertThat(this.skew.offset()).isZero();
		this.skew.learnFromTrusted("Sat, 21 Nov 2026 12:00:00 GMT");
		assertThat(this.skew.now()).isEqualTo("2026-11-21T12:00:00Z");
		this.skew.learnFromTrusted("Sat, 21 Nov 2026 12:00:50 GMT");
		assertThat(this.skew.now()).isEqualTo("2026-11-21T12:00:00Z");
		this.skew.learnFromTrusted("Sat, 21 Nov 2026 10:00:30 GMT");
		assertThat(this.skew.offset()).isZero();
	}

	@Test
	void learnFromNeighbourIgnoresWhatAgreesWithTheLocalClock() {
		this.skew.learnFromNeighbour(null);
		this.skew.learnFromNeighbour("Sat, 21 Nov 2026 12:00:00 GMT");
		assertThat(this.skew.now()).isEqualTo("2026-11-21T12:00:00Z");
		this.skew.learnFromNeighbour("Sat, 21 Nov 2026 10:00:50 GMT");
		assertThat(this.skew.now()).isEqualTo("2026-11-21T12:00:00Z");
	}

	@Test
	void otherClocksAreCorrectedFromThenOn() {
		InstantSource other = this.skew.correct(() -> Instant.EPOCH);
		assertThat(other.instant()).isEqualTo(Instant.EPOCH);
		learnDifference(3600);
		assertThat(other.instant()).isEqualTo(Instant.EPOCH.plus(this.skew.offset()));
	}

	@Test
	void expirationsAreToldAsTheLocalClockWillSeeThem() {
		Credentials lasting = new Credentials("AKIDEXAMPLE", "secret", null, null, null);
		Credentials temporary = new Credentials("ASIDEXAMPLE", "secret", "token", this.local, "123456789012");
		assertThat(this.skew.localTime(temporary)).isSameAs(temporary);
		learnDifference(3600);
		assertThat(this.skew.localTime(lasting)).isSameAs(lasting);
		assertThat(this.skew.localTime(temporary)).isEqualTo(new Credentials("ASIDEXAMPLE", "secret", "token",
				this.local.minus(this.skew.offset()), "123456789012"));
	}

	@Test
	void toStringTellsWhichWayTheClockIsWrong() {
		assertThat(this.skew).hasToString("The clock of this machine is right");
		learnDifference(3601);
		assertThat(this.skew).hasToString("The clock of this machine is 3600 s slow");
		learnDifference(-3600);
		assertThat(this.skew).hasToString("The clock of this machine is 3600 s fast");
	}

	@Test
	void limitsAreStillWithin() {
		this.local = Instant.parse("2026-11-21T10:00:00Z");
		this.skew.learn("Sat, 21 Nov 2026 10:00:05 GMT");
		assertThat(this.skew.offset()).isZero();
		this.skew.learnFromAccepted("Sat, 21 Nov 2026 10:05:00 GMT");
		assertThat(this.skew.offset()).isEqualTo(Duration.ofMinutes(5));
	}

	private void learnDifference(int seconds) {
		this.skew.learn(
				DateTimeFormatter.RFC_1123_DATE_TIME.format(this.local.plusSeconds(seconds).atOffset(ZoneOffset.UTC)));
	}

}
