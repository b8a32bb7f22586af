package io.awscredentials.test.gate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.awscredentials.test.TestCredentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests with a token that the AWS SDK for Java has made.
 */
class IamTokenVerifierTests {

	private static final TestCredentials CREDENTIALS = new TestCredentials("ASIDEXAMPLE",
			"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "FwoGZXIvYXdzEXAMPLE//token+with=chars", null, "123456789012");

	private static final Map<String, String> PARAMETERS = Map.of("Action", "connect", "ResourceType", "ServerlessCache",
			"User", "app-user");

	private static final String TOKEN = "my-cache/?Action=connect&ResourceType=ServerlessCache&User=app-user"
			+ "&X-Amz-Security-Token=FwoGZXIvYXdzEXAMPLE%2F%2Ftoken%2Bwith%3Dchars&X-Amz-Algorithm=AWS4-HMAC-SHA256"
			+ "&X-Amz-Date=20260102T030405Z&X-Amz-SignedHeaders=host&X-Amz-Credential=ASIDEXAMPLE%2F20260102"
			+ "%2Fus-east-1%2Felasticache%2Faws4_request&X-Amz-Expires=900"
			+ "&X-Amz-Signature=2a85851d145950872a36bbb424c82dd8b343782aad1012814ee6fc93e6efa5d6";

	@ParameterizedTest
	@ValueSource(strings = { "2026-01-02T03:04:05Z", "2026-01-02T03:19:04Z", "2026-01-02T02:59:05Z" })
	void tokenIsAcceptedForFifteenMinutes(String now) {
		assertThat(verifier(now, CREDENTIALS).verify(TOKEN, "elasticache", "my-cache", PARAMETERS))
			.isSameAs(CREDENTIALS);
	}

	@ParameterizedTest
	@CsvSource({ "2026-01-02T03:19:05Z, has expired", "2026-01-02T02:59:04Z, not valid yet" })
	void timeIsChecked(String now, String problem) {
		assertRefused(verifier(now, CREDENTIALS), TOKEN, problem);
	}

	@ParameterizedTest
	@CsvSource({ "my-cache/?, other/?, for host 'other'", "app-user, admin, says",
			"my-cache/?, nothing, no presigned URL", "token%2B, token%2C, session token",
			"=host, =host%3Bdate, other headers", "Expires=900, Expires=9000, 15 minutes",
			"us-east-1, eu-west-1, signature is wrong", "Felasticache, Fmemorydb, for service 'memorydb'",
			"=ASIDEXAMPLE, =AKIDEXAMPLE, not known", "X-Amz-Signature, Signature, not signed" })
	void whatIsNotAsItWasSignedIsRefused(String from, String to, String problem) {
		assertRefused(verifier("2026-01-02T03:04:05Z", CREDENTIALS), TOKEN.replace(from, to), problem);
	}

	@Test
	void secretIsChecked() {
		TestCredentials other = new TestCredentials(CREDENTIALS.accessKeyId(), "another", CREDENTIALS.sessionToken(),
				null, CREDENTIALS.accountId());
		assertRefused(verifier("2026-01-02T03:04:05Z", other), TOKEN, "signature is wrong");
	}

	private static IamTokenVerifier verifier(String now, TestCredentials credentials) {
		return new IamTokenVerifier((accessKeyId) -> accessKeyId.equals(credentials.accessKeyId()) ? credentials : null,
				InstantSource.fixed(Instant.parse(now)));
	}

	private static void assertRefused(IamTokenVerifier verifier, String token, String problem) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> verifier.verify(token, "elasticache", "my-cache", PARAMETERS))
			.withMessageContaining(problem);
	}

}
