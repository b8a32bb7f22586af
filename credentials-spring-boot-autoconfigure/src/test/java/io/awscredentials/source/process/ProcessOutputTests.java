package io.awscredentials.source.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProcessOutput}.
 */
class ProcessOutputTests {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private static final String KEYS = "\"AccessKeyId\":\"AKIDs3cr3t\",\"SecretAccessKey\":\"s3cr3t\"";

	@Test
	void credentialsHaveAllThatWasPrinted() {
		assertThat(read("{\"Version\":1," + KEYS + ",\"SessionToken\":\"token\",\"AccountId\":\"123456789012\","
				+ "\"Expiration\":\"2026-11-21T12:00:00+01:00\",\"Other\":[{}]}"))
			.isEqualTo(new Credentials("AKIDs3cr3t", "s3cr3t", "token", NOW.plusSeconds(3600), "123456789012"));
	}

	@Test
	void credentialsWhenOnlyTheKeysWerePrintedLiveForTheDuration() {
		assertThat(read("{\"Version\":1," + KEYS + "}"))
			.isEqualTo(new Credentials("AKIDs3cr3t", "s3cr3t", null, NOW.plusSeconds(900), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"SessionToken\":\"\",\"AccountId\":\" \"", "\"SessionToken\":null,\"AccountId\":null",
			"\"AccountId\":123456789012", "\"AccountId\":\"1\\nforged\"" })
	void credentialsWhenTokenAndAccountAreBlankHaveNone(String fields) {
		Credentials credentials = read("{\"Version\":1," + KEYS + "," + fields + "}");
		assertThat(credentials.sessionToken()).isNull();
		assertThat(credentials.accountId()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\" \"", "null" })
	void credentialsWhenExpirationIsBlankLiveForTheDuration(String expiration) {
		assertThat(read("{\"Version\":1," + KEYS + ",\"Expiration\":" + expiration + "}").expiration())
			.isEqualTo(NOW.plusSeconds(900));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n", "s3cr3t", "AKIDs3cr3t s3cr3t", "[{}]", "\"s3cr3t\"", "null",
			"{\"Version\":1,\"AccessKeyId\":\"AKIDs3cr3t\",\"Secr", "{\"Version\":1," + KEYS + "} s3cr3t",
			"s3cr3t {\"Version\":1," + KEYS + "}" })
	void createWhenNotOneObjectFails(String output) {
		assertThatReadingFails(CredentialsErrorCode.PROCESS_PARSE, "is not one JSON object", output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"1\"", "2", "1.0", "true", "[1]", "{\"s3cr3t\":1}", "99999999999999999999",
			"1e200000000", "1.00000000000000000001" })
	void credentialsWhenVersionIsNotOneFail(String version) {
		assertThatReadingFails(CredentialsErrorCode.PROCESS_VERSION, "has a 'Version' that is not the number 1",
				"{\"Version\":" + version + "," + KEYS + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"version\":1," + KEYS + "}", "{\"Version\":null," + KEYS + "}" })
	void credentialsWhenVersionIsAbsentFail(String output) {
		assertThatReadingFails(CredentialsErrorCode.PROCESS_VERSION, "has no 'Version'", output);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"Version":1}                                                | lacks AccessKeyId and SecretAccessKey
			{"Version":1,"AccessKeyId":" ","SecretAccessKey":""}         | lacks AccessKeyId and SecretAccessKey
			{"Version":1,"AccessKeyId":"AKIDs3cr3t"}                     | lacks SecretAccessKey
			{"Version":1,"SecretAccessKey":"s3cr3t","AccessKeyId":null}  | lacks AccessKeyId
			{"Version":1,"secretaccesskey":"s3cr3t","AccessKeyId":"x"}   | lacks SecretAccessKey
			""")
	void credentialsWhenAKeyIsMissingNameIt(String output, String message) {
		assertThatReadingFails(CredentialsErrorCode.PROCESS_REQUIRED, message, output);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\"SecretAccessKey\":5", "\"SessionToken\":{\"s3cr3t\":\"s3cr3t\"}", "\"AccessKeyId\":true" })
	void credentialsWhenAKeyIsNotTextFail(String field) {
		assertThatReadingFails(CredentialsErrorCode.PROCESS_PARSE, "that is not a string",
				"{\"Version\":1," + KEYS + "," + field + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"s3cr3t\"", "1795255200", "{}", "\"2026-11-21T10:00:00\"" })
	void credentialsWhenExpirationIsNotATimeFail(String expiration) {
		assertThatReadingFails(CredentialsErrorCode.PROCESS_PARSE, "has an 'Expiration' that is not an ISO-8601 time",
				"{\"Version\":1," + KEYS + ",\"Expiration\":" + expiration + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-21T09:59:59Z", "2026-11-21T10:00:00Z" })
	void credentialsWhenExpiredFailAndNameTheTime(String expiration) {
		assertThatReadingFails(CredentialsErrorCode.EXPIRED, "expired at " + expiration,
				"{\"Version\":1," + KEYS + ",\"Expiration\":\"" + expiration + "\"}");
	}

	private static void assertThatReadingFails(CredentialsErrorCode code, String message, String output) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> read(output))
			.withMessageStartingWith("The output of the program '/opt/helper' ")
			.withMessageContaining(message)
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code))
			.satisfies((ex) -> assertThat(ex.source()).isEqualTo("Process"))
			.satisfies((ex) -> assertThat(ex.retryable()).isEqualTo(code.retryable()))
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cr3t"));
	}

	private static Credentials read(String output) {
		return new ProcessOutput("/opt/helper", output.getBytes(StandardCharsets.UTF_8)).credentials(NOW,
				Duration.ofMinutes(15));
	}

}
