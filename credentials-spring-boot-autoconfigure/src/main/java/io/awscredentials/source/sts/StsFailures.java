package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.Outage;
import org.jspecify.annotations.Nullable;

/**
 * Says in words why STS gave no credentials.
 *
 * @param source the name of the source
 * @param request the call
 * @param target where it went
 * @param subject what was asked for
 * @param signer the credentials it was signed with, or {@code null}
 */
record StsFailures(String source, StsRequest request, StsClient.Target target, String subject,
		@Nullable Credentials signer) {

	CredentialsException refused(StsError error) {
		if (error.isMfa()) {
			return failure(CredentialsErrorCode.MFA_CODE_INVALID, error)
				.withAdvice("Wait for the next code of the device and give that one; if none is accepted, check the "
						+ "serial number of the device and that it belongs to the user");
		}
		if (error.isThrottling()) {
			return failure(CredentialsErrorCode.STS_THROTTLED, error);
		}
		if (error.isClock()) {
			return failure(CredentialsErrorCode.STS_ACCESS_DENIED, error)
				.withAdvice("Correct the clock of this machine, it is too far from that of AWS")
				.withRetryable(true);
		}
		if (error.isOutage()) {
			return outage(error);
		}
		return switch (error.code()) {
			case "AccessDenied" -> denied(error);
			case "InvalidClientTokenId" -> unknownKey(error);
			case "UnrecognizedClient", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSignature",
					"IncompleteSignature", "MissingAuthenticationToken", "AuthFailure", "OptInRequired" ->
				failure(CredentialsErrorCode.STS_ACCESS_DENIED, error).withAdvice(keysAdvice());
			// What expired is replaced where it comes from, with nobody doing anything.
			case "ExpiredToken" -> failure(CredentialsErrorCode.STS_EXPIRED_TOKEN, error).withRetryable(true);
			case "RegionDisabled" -> failure(CredentialsErrorCode.STS_REGION, error);
			case "OutboundWebIdentityFederationDisabled" ->
				failure(CredentialsErrorCode.IDENTITY_TOKEN_DISABLED, error);
			case "JWTPayloadSizeExceeded" -> failure(CredentialsErrorCode.IDENTITY_TOKEN, error)
				.withAdvice("Use fewer or shorter 'tags', or fewer tags of the role and its session");
			case "SessionDurationEscalation" -> failure(CredentialsErrorCode.IDENTITY_TOKEN, error)
				.withAdvice("Lower the 'duration': the token may not live longer than the credentials it is asked for "
						+ "with");
			case "InvalidIdentityToken", "IDPRejectedClaim" -> failure(CredentialsErrorCode.WEB_IDENTITY_TOKEN, error);
			case "IDPCommunicationError" -> failure(CredentialsErrorCode.WEB_IDENTITY_TOKEN, error).withRetryable(true);
			case "" -> unknown(error);
			default -> failure(CredentialsErrorCode.STS_REQUEST, error).withAdvice(requestAdvice(error));
		};
	}

	private CredentialsException denied(StsError error) {
		CredentialsException failure = failure(CredentialsErrorCode.STS_ACCESS_DENIED, error);
		return (this.request.action().equals(StsResponse.IDENTITY_TOKEN)) ? failure.withAdvice(
				"Allow the caller sts:GetWebIdentityToken, and sts:TagGetWebIdentityToken where there are 'tags',"
						+ " for this audience, duration and algorithm; look at the policies of the organization and of the "
						+ "VPC endpoint, too")
				: failure;
	}

	private CredentialsException unknownKey(StsError error) {
		CredentialsException failure = failure(CredentialsErrorCode.STS_ACCESS_DENIED, error).withAdvice(keysAdvice());
		Duration pause = this.request.newKeysPause();
		return (pause != null) ? failure.withRetryable(true).withNextAttempt(pause) : failure;
	}

	CredentialsException unreadable(InvalidXmlException ex) {
		return new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, this.source,
				prefix() + " got an answer that can't be used: " + ex.getMessage())
			.withAdvice("Check that the address is the one of STS, and that no proxy or portal answers in its place");
	}

	private CredentialsException unknown(StsError error) {
		return new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, this.source,
				prefix() + " was answered with status " + error.status() + " and no error of STS")
			.withAdvice("Check that the address is the one of STS, and that no proxy or portal answers in its place");
	}

	private CredentialsException outage(StsError error) {
		String said = (error.code().isEmpty()) ? "" : ", " + said(error.code(), error);
		return new CredentialsException(CredentialsErrorCode.CONNECTION, this.source,
				prefix() + " failed: " + Outage.of("STS", error.status()) + said)
			.withAdvice(Outage.AWS_ADVICE);
	}

	private CredentialsException failure(CredentialsErrorCode code, StsError error) {
		String shown = (error.code().isEmpty()) ? "status " + error.status() : error.code();
		return new CredentialsException(code, this.source, prefix() + " was refused: " + said(shown, error));
	}

	private String said(String code, StsError error) {
		String message = (error.message().isEmpty()) ? "" : ", " + error.message();
		return StsMessages.clean(code + message, secrets());
	}

	private String prefix() {
		return this.request.action() + " for " + this.subject + " at " + this.target.endpoint() + " (region "
				+ this.target.region() + ")";
	}

	private List<String> secrets() {
		List<String> secrets = new ArrayList<>(this.request.secrets());
		if (this.signer != null) {
			secrets.add(this.signer.secretAccessKey());
			secrets.add(this.signer.accessKeyId());
			if (this.signer.sessionToken() != null) {
				secrets.add(this.signer.sessionToken());
			}
		}
		return secrets;
	}

	private String keysAdvice() {
		String shown = (this.signer != null) ? this.signer.maskedAccessKeyId() : "none";
		return "Check the keys that this source starts from, " + shown
				+ ": that the access key is active, its secret is the right one and complete, and both are of the "
				+ "partition of the endpoint";
	}

	private static String requestAdvice(StsError error) {
		if (error.message().contains("role chaining") || error.message().contains("1 hour session limit")) {
			return "A role that is assumed with the credentials of another role lasts for an hour at most: "
					+ "take 'assume-role.duration' out, or start from credentials of a user";
		}
		if (error.message().contains("MaxSessionDuration")) {
			return "Lower the 'duration', or raise the maximum session duration of the role in IAM";
		}
		return switch (error.code()) {
			case "MalformedPolicyDocument" -> "Correct the JSON of 'policy'";
			case "PackedPolicyTooLarge" -> "Shorten 'policy', or use fewer 'policy-arns' and 'tags'";
			default -> CredentialsErrorCode.STS_REQUEST.advice();
		};
	}

}
