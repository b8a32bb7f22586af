package io.awscredentials.actuate;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.awscredentials.SignInChallenge;
import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.identity.RefreshingIdentityTokenProvider;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshTrigger;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint answers about all providers.
 *
 * @param providers the providers by name
 * @param clockSkewSeconds how far the clocks of AWS are ahead of this machine's, if that
 * is more than a few seconds, negative if they are behind
 * @param changedProperties the properties that were changed since the start, which count
 * after a restart
 * @param connections what is opened with tokens in place of passwords
 * @param identityTokens the tokens that tell others who the application is, by name
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CredentialsDescriptor(@JsonInclude(JsonInclude.Include.ALWAYS) Map<String, ProviderDescriptor> providers,
		@Nullable Long clockSkewSeconds, Collection<String> changedProperties,
		Collection<ConnectionDescriptor> connections,
		Map<String, IdentityTokenDescriptor> identityTokens) implements OperationResponseBody {

	/**
	 * What the endpoint answers about one provider. What is absent is {@code null} here
	 * and an absent key in JSON.
	 *
	 * @param source the name of its source
	 * @param state its state
	 * @param accessKeyId the masked access key ID
	 * @param accountId the ID of the account
	 * @param arn the ARN of the user or the session of a role that the credentials are of
	 * @param identityFailure why STS did not say that
	 * @param expiration when the credentials expire
	 * @param remainingSeconds the lifetime left
	 * @param lastRefresh when the credentials were obtained
	 * @param nextRefresh when the next refresh is due
	 * @param refreshing the retrieval that is under way
	 * @param refreshes how many retrievals succeeded
	 * @param failures how many retrievals failed
	 * @param lastFailure the last failure
	 * @param mfa the pending MFA challenge
	 * @param signIn the sign-in that a person has to do
	 * @param certificate the certificate for which the credentials are had
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ProviderDescriptor(String source, String state, @Nullable String accessKeyId,
			@Nullable String accountId, @Nullable String arn, @Nullable FailureDescriptor identityFailure,
			@Nullable Instant expiration, @Nullable Long remainingSeconds, @Nullable Instant lastRefresh,
			@Nullable Instant nextRefresh, @Nullable RefreshingDescriptor refreshing, long refreshes, long failures,
			@Nullable FailureDescriptor lastFailure, @Nullable MfaDescriptor mfa, @Nullable SignInDescriptor signIn,
			@Nullable CertificateDescriptor certificate) implements OperationResponseBody {

		static ProviderDescriptor of(RefreshStatus status) {
			return new ProviderDescriptor(status.source(), status.state().name(), status.accessKeyId(),
					status.accountId(), status.arn(), FailureDescriptor.of(status.identityFailure()),
					status.expiration(), (status.remaining() != null) ? status.remaining().toSeconds() : null,
					status.lastRefresh(), status.nextRefresh(), RefreshingDescriptor.of(status), status.refreshes(),
					status.failures(), FailureDescriptor.of(status.lastFailure()), MfaDescriptor.of(status.mfa()),
					SignInDescriptor.of(status.signIn()), CertificateDescriptor.of(status.certificate()));
		}

	}

	/**
	 * A certificate for which credentials are had.
	 *
	 * @param subject the name of its subject
	 * @param serialNumber its serial number in decimal digits
	 * @param notAfter when it ends
	 */
	public record CertificateDescriptor(String subject, String serialNumber, Instant notAfter) {

		static @Nullable CertificateDescriptor of(RefreshStatus.@Nullable Certificate certificate) {
			return (certificate != null) ? new CertificateDescriptor(certificate.subject(), certificate.serialNumber(),
					certificate.notAfter()) : null;
		}

	}

	/**
	 * A retrieval that is under way.
	 *
	 * @param since when it began
	 * @param askedBy who had it begin: the schedule, somebody who needed credentials, or
	 * somebody who asked for a refresh
	 */
	public record RefreshingDescriptor(Instant since, @Nullable RefreshTrigger askedBy) {

		static @Nullable RefreshingDescriptor of(RefreshStatus status) {
			return (status.refreshingSince() != null)
					? new RefreshingDescriptor(status.refreshingSince(), status.refreshTrigger()) : null;
		}

	}

	/**
	 * A failed retrieval.
	 *
	 * @param code what went wrong
	 * @param message what failed
	 * @param advice what to do
	 * @param at when it failed
	 * @param consecutive how many retrievals in a row had failed by then
	 */
	public record FailureDescriptor(String code, String message, String advice, Instant at, int consecutive) {

		static @Nullable FailureDescriptor of(RefreshStatus.@Nullable Failure failure) {
			return (failure != null) ? new FailureDescriptor(failure.code().name(), failure.message(), failure.advice(),
					failure.at(), failure.consecutive()) : null;
		}

	}

	/**
	 * Something that is opened with tokens in place of passwords.
	 *
	 * @param what what it is
	 * @param user the user who is authenticated
	 * @param host the host or the name that the tokens are made for
	 * @param provider the name of the provider whose credentials sign the tokens
	 * @param lastToken when the last token was issued
	 * @param lastFailure the last failure
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ConnectionDescriptor(String what, @Nullable String user, @Nullable String host, String provider,
			@Nullable Instant lastToken, ConnectionStatus.@Nullable Failure lastFailure) {

		static ConnectionDescriptor of(ConnectionStatus status) {
			return new ConnectionDescriptor(status.what(), status.user(), status.host(), status.provider(),
					status.lastToken(), status.lastFailure());
		}

	}

	/**
	 * A token that tells others who the application is.
	 *
	 * @param audience for whom it is
	 * @param provider the name of the provider whose credentials ask for it
	 * @param state its state
	 * @param expiration when it expires
	 * @param remainingSeconds the lifetime left
	 * @param lastRefresh when it was obtained
	 * @param nextRefresh when the next refresh is due
	 * @param refreshes how many retrievals succeeded
	 * @param failures how many retrievals failed
	 * @param lastFailure the last failure
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record IdentityTokenDescriptor(List<String> audience, String provider, String state,
			@Nullable Instant expiration, @Nullable Long remainingSeconds, @Nullable Instant lastRefresh,
			@Nullable Instant nextRefresh, long refreshes, long failures, @Nullable FailureDescriptor lastFailure) {

		static IdentityTokenDescriptor of(RefreshingIdentityTokenProvider token) {
			RefreshStatus status = token.engine().status();
			return new IdentityTokenDescriptor(token.audience(), token.provider(), status.state().name(),
					status.expiration(), (status.remaining() != null) ? status.remaining().toSeconds() : null,
					status.lastRefresh(), status.nextRefresh(), status.refreshes(), status.failures(),
					FailureDescriptor.of(status.lastFailure()));
		}

	}

	/**
	 * A pending MFA challenge.
	 *
	 * @param serialNumber the serial number or ARN of the device
	 * @param since when the challenge was raised
	 */
	public record MfaDescriptor(String serialNumber, Instant since) {

		static @Nullable MfaDescriptor of(RefreshStatus.@Nullable Mfa mfa) {
			return (mfa != null) ? new MfaDescriptor(mfa.serialNumber(), mfa.since()) : null;
		}

	}

	/**
	 * The sign-in that a person has to do.
	 *
	 * @param verificationUri the address to open
	 * @param verificationUriComplete the address that has the code in it already
	 * @param userCode the code to confirm
	 * @param expiresAt when the code stops working
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record SignInDescriptor(String verificationUri, @Nullable String verificationUriComplete, String userCode,
			Instant expiresAt) {

		static @Nullable SignInDescriptor of(@Nullable SignInChallenge challenge) {
			return (challenge != null) ? new SignInDescriptor(challenge.verificationUri(),
					challenge.verificationUriComplete(), challenge.userCode(), challenge.expiresAt()) : null;
		}

	}

}
