package io.awscredentials;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MfaChallenge}.
 */
class MfaChallengeTests {

	@ParameterizedTest
	@CsvSource({ "1, 0", "3, 0", "4, 10", "5, 20", "6, 40", "10, 640", "11, 900", "12, 900", "80, 900",
			"2147483647, 900" })
	void pauseGrowsWithTheAttempts(int attempt, long seconds) {
		assertThat(new MfaChallenge("device", null, "default", attempt).pause()).isEqualTo(Duration.ofSeconds(seconds));
	}

}
