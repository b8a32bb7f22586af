package io.awscredentials.mfa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TotpMfaTokenProvider}.
 */
class TotpMfaTokenProviderTests {

	/** The seed of RFC 6238, appendix B: "12345678901234567890". */
	private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

	private static final MfaChallenge CHALLENGE = new MfaChallenge("device", null, "default", 1);

	private final TestClock clock = new TestClock("1970-01-01T00:00:59Z");

	private final List<Long> pauses = new ArrayList<>();

	@ParameterizedTest
	@CsvSource({ "1970-01-01T00:00:59Z, 287082", "2005-03-18T01:58:29Z, 081804", "2005-03-18T01:58:31Z, 050471",
			"2009-02-13T23:31:30Z, 005924", "2033-05-18T03:33:20Z, 279037", "2603-10-11T11:33:20Z, 353130" })
	void codeIsThatOfTheStandard(String time, String code) {
		assertThat(provider(SEED, new TestClock(time)).tokenCode(CHALLENGE)).isEqualTo(code);
		assertThat(this.pauses).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "gezdgnbvgy3tqojqgezdgnbvgy3tqojq", "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
			"gezd-gnbv-gy3t-qojq-gezd-gnbv-gy3t-qojq", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ======" })
	void seedIsReadAsPeopleCopyIt(String seed) {
		assertThat(provider(seed, this.clock).tokenCode(CHALLENGE)).isEqualTo("287082");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "A", "GEZDGNBV1", "GEZDGNBVü" })
	void seedThatIsNoneIsRefusedAndNotShown(String seed) {
		assertThatIllegalArgumentException().isThrownBy(() -> provider(seed, this.clock))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("GEZD"));
	}

	@Test
	void whoeverAsksAgainWaitsForTheNextCode() {
		TotpMfaTokenProvider provider = provider(SEED, this.clock);
		String first = provider.tokenCode(CHALLENGE);
		String second = provider.tokenCode(new MfaChallenge("device", "role", "prod", 1));
		String third = provider.tokenCode(CHALLENGE);
		assertThat(this.pauses).containsExactly(1_000L, 31_000L);
		assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
		this.clock.advance(Duration.ofSeconds(31));
		assertThat(provider.tokenCode(CHALLENGE)).isNotIn(first, second, third);
		assertThat(this.pauses).containsExactly(1_000L, 31_000L, 30_000L);
	}

	@Test
	void codesOfAnotherDeviceAreFree() {
		TotpMfaTokenProvider provider = provider(SEED, this.clock);
		provider.tokenCode(CHALLENGE);
		provider.tokenCode(new MfaChallenge("other", null, "default", 1));
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void whoWouldWaitForTooLongIsToldToComeBack() {
		TotpMfaTokenProvider provider = provider(SEED, this.clock);
		for (int i = 0; i < 5; i++) {
			provider.tokenCode(CHALLENGE);
		}
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> provider.tokenCode(CHALLENGE))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(CredentialsErrorCode.MFA_REQUIRED);
				assertThat(ex.retryable()).isTrue();
				assertThat(ex.mfaChallenge()).isNull();
			});
		this.clock.advance(Duration.ofSeconds(30));
		provider.tokenCode(CHALLENGE);
	}

	@Test
	void clockThatIsSetBackDoesNotBlock() {
		TotpMfaTokenProvider provider = provider(SEED, this.clock);
		this.clock.advance(Duration.ofDays(365));
		provider.tokenCode(CHALLENGE);
		this.clock.advance(Duration.ofDays(-365));
		provider.tokenCode(CHALLENGE);
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void interruptionEndsTheWait() {
		TotpMfaTokenProvider provider = new TotpMfaTokenProvider(SEED, this.clock, Duration.ofMinutes(2), (millis) -> {
			throw new InterruptedException();
		});
		provider.tokenCode(CHALLENGE);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> provider.tokenCode(CHALLENGE))
			.satisfies((ex) -> assertThat(ex.retryable()).isTrue());
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void noPersonIsInIt() {
		TotpMfaTokenProvider provider = provider(SEED, this.clock);
		assertThat(provider.interactive()).isFalse();
		assertThat(provider).hasToString("TotpMfaTokenProvider");
	}

	@Test
	void thoseOfOneSeedAreEqual() {
		TotpMfaTokenProvider provider = provider(SEED, this.clock);
		assertThat(provider).isEqualTo(provider(SEED.toLowerCase(Locale.ROOT), this.clock))
			.hasSameHashCodeAs(provider(SEED, this.clock))
			.isNotEqualTo(provider("JBSWY3DPEHPK3PXP", this.clock))
			.isNotEqualTo(SEED);
	}

	private TotpMfaTokenProvider provider(String seed, TestClock clock) {
		return new TotpMfaTokenProvider(seed, clock, Duration.ofMinutes(2), this.pauses::add);
	}

}
