package io.awscredentials;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Credentials}.
 */
class CredentialsTests {

	private static final Instant EXPIRATION = Instant.parse("2026-11-21T10:00:00Z");

	@Test
	void toStringShowsNoSecret() {
		Credentials credentials = new Credentials("ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI", "FwoGZXIvYXdzEBY",
				EXPIRATION, "123456789012");
		assertThat(credentials).hasToString("Credentials[accessKeyId=ASIA********MPLE, secretAccessKey=********, "
				+ "sessionToken=********, expiration=2026-11-21T10:00:00Z, accountId=123456789012]");
	}

	@Test
	void toStringOfLongTermCredentialsSaysWhatIsMissing() {
		Credentials credentials = new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI", null, null, null);
		assertThat(credentials).hasToString("Credentials[accessKeyId=AKIA********MPLE, secretAccessKey=********, "
				+ "sessionToken=none, expiration=none, accountId=unknown]");
	}

	@ParameterizedTest
	@CsvSource({ "AKIAIOSFODNN7EXAMPLE, AKIA********MPLE", "123456789, 1234********6789", "12345678, ********",
			"x, ********" })
	void maskedAccessKeyIdShowsFourAndFour(String accessKeyId, String masked) {
		assertThat(new Credentials(accessKeyId, "secret", null, null, null).maskedAccessKeyId()).isEqualTo(masked);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "\t\n" })
	@SuppressWarnings("NullAway")
	void createWhenKeyIsBlankNamesIt(@Nullable String blank) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Credentials(blank, "secret", null, null, null))
			.withMessage("'accessKeyId' must not be blank");
		assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("key", blank, null, null, null))
			.withMessage("'secretAccessKey' must not be blank");
	}

	@Test
	void equalsComparesAll() {
		Credentials credentials = new Credentials("key", "secret", "token", EXPIRATION, "account");
		assertThat(credentials).isEqualTo(new Credentials("key", "secret", "token", EXPIRATION, "account"))
			.isNotEqualTo(new Credentials("key", "other", "token", EXPIRATION, "account"))
			.isNotEqualTo(new Credentials("key", "secret", "other", EXPIRATION, "account"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "AK\nFORGEDEXAMPLE", "AKIAFORGEDEXAM\r\n", "AK\u001b[31mEXAMPLE", "AKIA\u2028EXAMPLE",
			"A KIAEXAMPLE" })
	void maskedAccessKeyIdForgesNoLineOfALog(String accessKeyId) {
		Credentials credentials = new Credentials(accessKeyId, "secret", null, null, null);
		assertThat(credentials.maskedAccessKeyId()).isEqualTo("********");
	}

}
