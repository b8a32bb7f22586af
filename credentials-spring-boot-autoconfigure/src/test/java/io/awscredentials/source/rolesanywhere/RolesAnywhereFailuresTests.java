package io.awscredentials.source.rolesanywhere;

import java.security.Key;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.sigv4.X509Algorithm;
import io.awscredentials.test.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RolesAnywhereFailures}: what the service is known to say, and answers
 * that are none.
 */
class RolesAnywhereFailuresTests {

	private final Anywhere aws = new Anywhere();

	@AfterEach
	void close() {
		this.aws.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"403|AccessDeniedException|Untrusted signing certificate|ROLES_ANYWHERE_CERTIFICATE|all intermediates",
			"403|AccessDeniedException|Insufficient certificate|ROLES_ANYWHERE_CERTIFICATE|CA:FALSE",
			"403|AccessDeniedException|Certificate has expired|ROLES_ANYWHERE_CERTIFICATE|renew it",
			"403|AccessDeniedException|Certificate revoked|ROLES_ANYWHERE_CERTIFICATE|Find out why",
			"403|InvalidSignatureException|no match|ROLES_ANYWHERE_CERTIFICATE|that of the certificate",
			"403|AccessDeniedException|Unable to assume role for arn:aws:iam::123456789012:role/x|ROLES_ANYWHERE_DENIED|sts:SetSourceIdentity",
			"403|AccessDeniedException|Unable to assume role for arn:aws:iam::123456789012:role/x. Some attributes failed to be mapped into session tags. Issuer: [] Subject: [] SAN: [DNS/2]|ROLES_ANYWHERE_DENIED|attribute mapping",
			"403|AccessDeniedException|Trust anchor is disabled|ROLES_ANYWHERE_DENIED|Enable the trust anchor",
			"404|ResourceNotFoundException|Profile not found|ROLES_ANYWHERE_DENIED|are in us-east-1",
			"400|ValidationException|durationSeconds is out of range|ROLES_ANYWHERE_DENIED|roles-anywhere.duration",
			"400|ValidationException|roleArn is wrong|ROLES_ANYWHERE_DENIED|Correct the property",
			"400|ThrottlingException|Rate exceeded|CONNECTION|that often",
			"429|TooManyRequestsException|Rate exceeded|CONNECTION|that often",
			"500|InternalServerException|Oops|CONNECTION|health of AWS" })
	void eachMessageHasItsAdvice(int status, String code, String message, CredentialsErrorCode expected,
			String advice) {
		this.aws.server.fault(Fault.error(status, code, message));
		CredentialsException failure = this.aws.failure(this.aws.issue());
		assertThat(failure.code()).isEqualTo(expected);
		assertThat(failure).hasMessageContaining(code.replace("Exception", "") + ", " + message);
		assertThat(failure.advice()).contains(advice);
		assertThat(failure.retryable()).isEqualTo(expected == CredentialsErrorCode.CONNECTION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "{\"credentialSet\":[]}", "{\"credentialSet\":[{\"credentials\":null}]}",
			"{\"credentialSet\":[{\"credentials\":{\"accessKeyId\":\"ASIAEXAMPLE\",\"secretAccessKey\":\"s3cr3t\",\"sessionToken\":\"t0k3n\"}}]}",
			"{\"credentialSet\":[{\"credentials\":{\"accessKeyId\":\"ASIAEXAMPLE\",\"secretAccessKey\":\"s3cr3t\",\"sessionToken\":\"t0k3n\",\"expiration\":\"soon\"}}]}",
			"{\"credentialSet\":[{\"credentials\":{\"secretAccessKey\":\"s3cr3t\",\"sessionToken\":\"t0k3n\",\"expiration\":\"2026-11-21T11:00:00Z\"}}]}" })
	void answerThatIsNotUsableIsNotQuoted(String body) {
		this.aws.server.fault(Fault.status(201, body));
		CredentialsException failure = this.aws.failure(this.aws.issue());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure.toString()).doesNotContain("s3cr3t").doesNotContain("t0k3n");
	}

	@Test
	void firstSetOfSeveralIsTakenAndTheAccountMayBeThatOfTheRole() {
		this.aws.server.fault(Fault.status(200,
				"{\"credentialSet\":[{\"roleArn\":\"arn:aws:iam::210987654321:role/x\",\"credentials\":{\"accessKeyId\":\"ASIAFIRST\","
						+ "\"secretAccessKey\":\"s\",\"sessionToken\":\"t\",\"expiration\":\"2026-11-21T11:00:00Z\"}},{}]}"));
		assertThat(this.aws.retrieve(this.aws.issue())).satisfies((credentials) -> {
			assertThat(credentials.accessKeyId()).isEqualTo("ASIAFIRST");
			assertThat(credentials.accountId()).isEqualTo("210987654321");
		});
	}

	@Test
	void answerOfSomebodyElseIsSaidToBe() {
		this.aws.server.fault(Fault.status(403, "<html>Please log in</html>"));
		CredentialsException failure = this.aws.failure(this.aws.issue());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure.advice()).contains("proxy or portal");
	}

	@Test
	void keysThatTheServiceDoesNotTakeAreRefused() {
		assertThat(X509Algorithm.of(key("EdDSA"))).isNull();
		assertThat(X509Algorithm.of(key("2.16.840.1.101.3.4.3.18"))).isEqualTo(X509Algorithm.ML_DSA);
		assertThat(X509Algorithm.of(key("ML-DSA-65"))).isEqualTo(X509Algorithm.ML_DSA);
		if (!X509Algorithm.ML_DSA.isAvailable()) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> X509Identity.requireAvailable(X509Algorithm.ML_DSA))
				.satisfies((ex) -> assertThat(ex.advice()).contains("Java 24"));
		}
	}

	private static Key key(String algorithm) {
		return new Key() {

			@Override
			public String getAlgorithm() {
				return algorithm;
			}

			@Override
			public String getFormat() {
				return "none";
			}

			@Override
			public byte[] getEncoded() {
				return new byte[0];
			}

		};
	}

}
