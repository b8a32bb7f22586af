package io.awscredentials.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.awscredentials.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ServedCredentials}.
 */
class ServedCredentialsTests {

	private static final String FULL = """
			{"Code": "Success", "AccessKeyId": "ASIA", "SecretAccessKey": "s3cret", "Token": "t0ken",
			"Expiration": "2026-11-21T10:00:00Z", "AccountId": "123456789012"}""";

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void readGivesAllThereIs(boolean temporary) throws Exception {
		assertThat(ServedCredentials.read(fields(FULL), temporary)).isEqualTo(
				new Credentials("ASIA", "s3cret", "t0ken", Instant.parse("2026-11-21T10:00:00Z"), "123456789012"));
	}

	@Test
	void readAcceptsOffsetWithoutColon() throws Exception {
		assertThat(ServedCredentials.read(fields(FULL.replace("00Z", "00+0000")), true).expiration())
			.isEqualTo("2026-11-21T10:00:00Z");
	}

	@Test
	void readWhenNotTemporaryNeedsKeysOnly() throws Exception {
		assertThat(
				ServedCredentials.read(fields("{\"AccessKeyId\": \"AKIA\", \"SecretAccessKey\": \"s3cret\"}"), false))
			.isEqualTo(new Credentials("AKIA", "s3cret", null, null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "AccessKeyId", "SecretAccessKey", "Token", "Expiration" })
	void readWhenSomethingLacksNamesItAndQuotesNothing(String name) {
		assertThatExceptionOfType(InvalidJsonException.class)
			.isThrownBy(() -> ServedCredentials.read(fields(FULL.replace('"' + name + '"', "\"Other\"")), true))
			.withMessage("it lacks '" + name + "'");
	}

	@ParameterizedTest
	@CsvSource({ "'\"tomorrow s3cret\"',true", "'\"tomorrow s3cret\"',false", "1763719200,false" })
	void readWhenExpirationIsMalformedFails(String expiration, boolean temporary) {
		assertThatExceptionOfType(InvalidJsonException.class).isThrownBy(
				() -> ServedCredentials.read(fields(FULL.replace("\"2026-11-21T10:00:00Z\"", expiration)), temporary))
			.withMessageContaining("'Expiration'")
			.withMessageNotContaining("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\" \"", "null" })
	void readWhenExpirationIsBlankHasNone(String expiration) throws Exception {
		String json = FULL.replace("\"2026-11-21T10:00:00Z\"", expiration);
		assertThat(ServedCredentials.read(fields(json), false).expiration()).isNull();
		assertThatExceptionOfType(InvalidJsonException.class)
			.isThrownBy(() -> ServedCredentials.read(fields(json), true))
			.withMessage("it lacks 'Expiration'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1\\nforged", "1234567890123" })
	void readWhenAccountIdIsNoneHasNone(String accountId) throws Exception {
		assertThat(ServedCredentials.read(fields(FULL.replace("123456789012", accountId)), true).accountId()).isNull();
	}

	@Test
	void failureWhenThereIsNoneIsNull() throws Exception {
		assertThat(ServedCredentials.failure(fields(FULL))).isNull();
		assertThat(ServedCredentials.failure(fields("{}"))).isNull();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"Code\": \"Failed\", \"Message\": \"no\"}", "{\"code\": \"Failed\", \"message\": \"no\"}" })
	void failureIsToldInEitherSpelling(String json) throws Exception {
		assertThat(ServedCredentials.failure(fields(json))).isEqualTo(new ServedCredentials.Failure("Failed", "no"))
			.extracting((failure) -> failure.shown(null))
			.isEqualTo("Failed: no");
	}

	private static JsonFields fields(String json) throws InvalidJsonException {
		return JsonFields.parse(json.getBytes(StandardCharsets.UTF_8));
	}

}
