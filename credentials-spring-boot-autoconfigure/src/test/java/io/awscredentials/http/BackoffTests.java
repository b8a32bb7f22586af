package io.awscredentials.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private final Backoff longest = new Backoff(InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")), () -> 1.0);

	@ParameterizedTest
	@CsvSource({ "1,100", "2,200", "3,400", "4,800", "5,1000", "6,1000", "70,1000" })
	void delayGrowsUpToOneSecond(int attempt, long millis) {
		assertThat(this.longest.delay(attempt, null)).isEqualTo(Duration.ofMillis(millis));
	}

	@Test
	void delayIsDrawnFromZero() {
		assertThat(new Backoff(InstantSource.system(), () -> 0.0).delay(3, null)).isZero();
		assertThat(new Backoff(InstantSource.system(), () -> 0.25).delay(3, null)).isEqualTo(Duration.ofMillis(100));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "2|2000", " 2 |2000", "0|100", "-7|100", "3600|5000", "99999999999999|5000",
					"Sat, 21 Nov 2026 10:00:03 GMT|3000", "Sat, 21 Nov 2026 11:00:00 GMT|5000",
					"Sat, 21 Nov 2026 09:00:00 GMT|100", "soon|100", "1.5|100", "99999999999999999999|100" })
	void delayIsNotShorterThanRetryAfterWithinReason(String retryAfter, long millis) {
		HttpAnswer answer = new HttpAnswer(503, Map.of("retry-after", List.of(retryAfter)), new byte[0]);
		assertThat(this.longest.delay(1, answer)).isEqualTo(Duration.ofMillis(millis));
	}

	@Test
	void delayWithoutRetryAfterIsDrawn() {
		assertThat(this.longest.delay(1, new HttpAnswer(503, Map.of(), new byte[0]))).isEqualTo(Duration.ofMillis(100));
	}

}
