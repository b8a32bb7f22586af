package io.awscredentials.source.sts;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what becomes of the errors of STS.
 */
class StsErrorTests {

	private final Sts sts = new Sts();

	@AfterEach
	void close() {
		this.sts.close();
	}

	@ParameterizedTest
	@CsvSource({ "403, AccessDenied, STS_ACCESS_DENIED, false, 1",
			"403, AccessDeniedException, STS_ACCESS_DENIED, false, 1",
			"403, InvalidClientTokenId, STS_ACCESS_DENIED, false, 1",
			"403, SignatureDoesNotMatch, STS_ACCESS_DENIED, false, 1",
			"400, IncompleteSignature, STS_ACCESS_DENIED, false, 1",
			"403, MissingAuthenticationToken, STS_ACCESS_DENIED, false, 1", "400, Throttling, STS_THROTTLED, true, 3",
			"400, ThrottlingException, STS_THROTTLED, true, 3", "429, TooManyRequestsException, STS_THROTTLED, true, 3",
			"503, RequestLimitExceeded, STS_THROTTLED, true, 3", "400, ExpiredToken, STS_EXPIRED_TOKEN, true, 1",
			"400, ExpiredTokenException, STS_EXPIRED_TOKEN, true, 1",
			"403, RegionDisabledException, STS_REGION, false, 1",
			"400, InvalidIdentityToken, WEB_IDENTITY_TOKEN, false, 1",
			"400, InvalidIdentityTokenException, WEB_IDENTITY_TOKEN, false, 1",
			"403, IDPRejectedClaim, WEB_IDENTITY_TOKEN, false, 1",
			"400, IDPCommunicationError, WEB_IDENTITY_TOKEN, true, 3",
			"400, MalformedPolicyDocument, STS_REQUEST, false, 1", "400, PackedPolicyTooLarge, STS_REQUEST, false, 1",
			"400, ValidationError, STS_REQUEST, false, 1", "400, Whatever, STS_REQUEST, false, 1",
			"403, RequestTimeTooSkewed, STS_ACCESS_DENIED, true, 1", "500, InternalFailure, CONNECTION, true, 3",
			"503, ServiceUnavailable, CONNECTION, true, 3", "400, ServiceUnavailable, CONNECTION, true, 3" })
	void errorHasItsCode(int status, String code, CredentialsErrorCode expected, boolean retryable, int requests) {
		this.sts.server.fault(Fault.error(status, code, "what STS says"));
		CredentialsException failure = Sts.failure(this.sts.role());
		assertThat(failure.code()).isEqualTo(expected);
		assertThat(failure.retryable()).isEqualTo(retryable);
		assertThat(failure.source()).isEqualTo("AssumeRole");
		assertThat(failure).hasMessageContaining("what STS says").hasMessageContaining(code.replace("Exception", ""));
		assertThat(failure.advice()).isNotBlank();
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(requests);
	}

	@Test
	void policyErrorsNameTheProperty() {
		this.sts.server.fault(Fault.error(400, "MalformedPolicyDocument", "Syntax errors in policy.").times(1));
		assertThat(Sts.failure(this.sts.role()).advice()).contains("'policy'");
		this.sts.server.fault(Fault.error(400, "PackedPolicyTooLarge", "too large").times(1));
		assertThat(Sts.failure(this.sts.role()).advice()).contains("'policy-arns'");
		this.sts.server.fault(Fault.error(400, "ValidationError",
				"The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
		assertThat(Sts.failure(this.sts.role()).advice()).contains("'duration'");
	}

	@Test
	void errorThatQuotesASecretDoesNotShowIt() {
		this.sts.server.fault(Fault.error(400, "ValidationError", "Value '" + this.sts.user.secretAccessKey() + "\r\n"
				+ this.sts.user.secretAccessKey().substring(0, 20) + "...' failed"));
		assertThat(Sts.failure(this.sts.role()).toString()).doesNotContain(this.sts.user.secretAccessKey())
			.doesNotContain(this.sts.user.secretAccessKey().substring(0, 20))
			.doesNotContain("\r");
	}

	@Test
	void outageIsToldAsOne() {
		this.sts.server.fault(Fault.status(503, "<html>no healthy upstream</html>"));
		CredentialsException failure = Sts.failure(this.sts.role());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure).hasMessageEndingWith("failed: STS answered with status 503 Service Unavailable");
		assertThat(failure.advice()).contains("it is tried again").doesNotContain("address");
	}

	@Test
	void errorThatIsNotOfStsIsInvalid() {
		this.sts.server.fault(Fault.status(403, "<html>Forbidden by proxy secret</html>"));
		CredentialsException failure = Sts.failure(this.sts.role());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure).hasMessageContaining("status 403").hasMessageNotContaining("secret");
	}

	@Test
	void retrieveWhenThrottledOnceSucceeds() {
		this.sts.server.fault(Fault.throttling().times(2));
		assertThat(this.sts.role().retrieve().accountId()).isEqualTo("210987654321");
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(3);
	}

	@Test
	void connectionFailureHasItsCode() {
		this.sts.server.close();
		CredentialsException failure = Sts.failure(new AssumeRoleCredentialsSource(this.sts.keys(),
				AssumeRoleOptions.of(Sts.ROLE), this.sts.connection("eu-west-1", HttpOptions.service())));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		assertThat(failure.retryable()).isTrue();
	}

	@Test
	void retrieveWithoutKnownPartitionFails() {
		CredentialsException failure = Sts.failure(new AssumeRoleCredentialsSource(this.sts.keys(),
				AssumeRoleOptions.of("arn:aws-mars:iam::210987654321:role/demo"), this.sts.connection(null)));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_REGION);
	}

}
