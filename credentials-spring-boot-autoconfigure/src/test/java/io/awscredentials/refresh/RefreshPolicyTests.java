package io.awscredentials.refresh;

import java.time.Duration;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.refresh.RefreshPolicy.OnFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link RefreshPolicy}.
 */
class RefreshPolicyTests {

	@Test
	void defaultsAreThoseOfTheContract() {
		RefreshPolicy defaults = RefreshPolicy.defaults();
		assertThat(defaults.prefetch()).isNull();
		assertThat(defaults.jitter()).isEqualTo(0.5);
		assertThat(defaults.expiryWindow()).isEqualTo(Duration.ofMinutes(1));
		assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(defaults.onFailure()).isEqualTo(OnFailure.AUTO);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0.5, PT1M, PT30S, prefetch", "PT-1S, 0.5, PT1M, PT30S, prefetch",
			", -0.01, PT1M, PT30S, jitter", ", 1.01, PT1M, PT30S, jitter", ", NaN, PT1M, PT30S, jitter",
			", 0.5, PT-1S, PT30S, expiryWindow", ", 0.5, PT1M, PT0S, timeout", ", 0.5, PT1M, PT-1S, timeout" })
	void createWhenOutOfRangeNamesTheSetting(@Nullable Duration prefetch, double jitter, Duration expiryWindow,
			Duration timeout, String named) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RefreshPolicy(prefetch, jitter, expiryWindow, timeout, OnFailure.AUTO))
			.withMessageStartingWith("'" + named + "' must");
	}

	@ParameterizedTest
	@CsvSource({ "PT0.000000001S, 0, PT0S, PT0.000000001S", "PT1H, 1, PT1H, PT1H" })
	void createWhenAtTheEdgeOfTheRange(Duration prefetch, double jitter, Duration expiryWindow, Duration timeout) {
		RefreshPolicy policy = new RefreshPolicy(prefetch, jitter, expiryWindow, timeout, OnFailure.STRICT);
		assertThat(policy.prefetch()).isEqualTo(prefetch);
	}

	@ParameterizedTest
	@CsvSource({ "AUTO, REFUSE, REFUSE", "AUTO, SERVE, SERVE", "AUTO, PROLONGED, PROLONGED", "STRICT, REFUSE, REFUSE",
			"STRICT, SERVE, REFUSE", "STRICT, PROLONGED, REFUSE" })
	void pastExpiryIsTheSourcesUnlessStrict(OnFailure onFailure, PastExpiry source, PastExpiry expected) {
		assertThat(Harness.policy(onFailure).pastExpiry(source)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "PT10M, PT10M, PT2M30S", "PT10M, PT10M0.001S, PT10M", "PT10M, PT5M, PT1M15S", "PT2M, PT10M, PT2M" })
	void callersWaitInAnInnerPartOfAWindowThatHadToBeShortened(Duration prefetch, Duration lifetime,
			Duration expected) {
		RefreshPolicy policy = new RefreshPolicy(prefetch, 0, Duration.ofHours(1), Duration.ofSeconds(30),
				OnFailure.AUTO);
		assertThat(policy.mandatoryMillis(lifetime.toMillis())).isEqualTo(expected.toMillis());
	}

	@Test
	void failureIsStillToComeOnceTheClockIsSetBackByMoreThanItsGrain() {
		RefreshFailure failure = new RefreshFailure(
				new CredentialsException(CredentialsErrorCode.CONNECTION, "STS", "STS can't be reached"), 10_000,
				20_000, 10_000, 1);
		assertThat(failure.outdated(10_000 - RefreshScheduler.SET_BACK)).isFalse();
		assertThat(failure.outdated(10_000 - RefreshScheduler.SET_BACK - 1)).isTrue();
	}

}
