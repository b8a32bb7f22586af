package io.awscredentials.refresh;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.MfaChallenge;
import io.awscredentials.SignInChallenge;
import io.awscredentials.internal.CallerIdentity;
import io.awscredentials.internal.CertificateLife;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about a provider at one moment, without any secret.
 *
 * @param provider the name of the provider
 * @param source the name of its source
 * @param state its state
 * @param valid whether it has credentials that have not expired
 * @param prolonged whether AWS is known to prolong the life of its credentials while
 * their source can't give new ones, as it does for EC2 instances and containers
 * @param accessKeyId the masked access key ID, or {@code null} without credentials
 * @param accountId the account ID, or {@code null} if unknown
 * @param arn the ARN of the user or the session of a role that the credentials are of, or
 * {@code null} if STS was not asked or did not say
 * @param identityFailure why STS did not say that, or {@code null}
 * @param expiration when the credentials expire, or {@code null} if never or unknown
 * @param remaining the lifetime left, never negative, or {@code null} if there is no
 * expiration
 * @param lastRefresh when the credentials were obtained, or {@code null}
 * @param nextRefresh when the next refresh is due, or {@code null} if none is planned
 * @param refreshingSince when the retrieval began that is under way, or {@code null}
 * @param refreshTrigger who had it begin, or {@code null}
 * @param refreshes how many retrievals succeeded
 * @param failures how many retrievals failed; waiting for a person is no failure
 * @param servedStale how many times credentials were served although a refresh of them
 * had failed; if this is a role that is known only at run time, those of all such roles
 * @param lastFailure the last failure, also after it was overcome, or {@code null}
 * @param mfa the pending MFA challenge, or {@code null}
 * @param signIn the sign-in that a person has to do, or {@code null}
 * @param runtimeRole whether this is a role that is known only at run time, of which
 * there may be many
 * @param certificate the certificate for which the credentials are had, or {@code null}
 * if there is none or it has not been read
 * @since 0.1.0
 */
public record RefreshStatus(String provider, String source, RefreshState state, boolean valid, boolean prolonged,
		@Nullable String accessKeyId, @Nullable String accountId, @Nullable String arn,
		@Nullable Failure identityFailure, @Nullable Instant expiration, @Nullable Duration remaining,
		@Nullable Instant lastRefresh, @Nullable Instant nextRefresh, @Nullable Instant refreshingSince,
		@Nullable RefreshTrigger refreshTrigger, long refreshes, long failures, long servedStale,
		@Nullable Failure lastFailure, @Nullable Mfa mfa, @Nullable SignInChallenge signIn, boolean runtimeRole,
		@Nullable Certificate certificate) {

	static RefreshStatus of(String name, CredentialsSource source, Snapshot snapshot, long now, long servedStale,
			@Nullable Flight underWay, boolean runtimeRole) {
		CachedCredentials cached = snapshot.cached;
		RefreshFailure failure = snapshot.failure;
		MfaChallenge challenge = (failure != null) ? failure.challenge() : null;
		Mfa mfa = (failure != null && challenge != null)
				? new Mfa(challenge.serialNumber(), Instant.ofEpochMilli(failure.challengedAt())) : null;
		SignInChallenge signIn = (failure != null) ? failure.signIn() : null;
		Certificate certificate = Certificate.of(DetailedSource.certificateOf(source), Instant.ofEpochMilli(now));
		Instant since = (underWay != null) ? underWay.startedAt() : null;
		RefreshTrigger trigger = (underWay != null) ? underWay.trigger() : null;
		Instant next = (snapshot.nextRefreshAt != Snapshot.NEVER) ? Instant.ofEpochMilli(snapshot.nextRefreshAt) : null;
		if (cached == null) {
			return new RefreshStatus(name, Retrieval.name(source), snapshot.state(now), false, false, null, null, null,
					null, null, null, null, next, since, trigger, snapshot.refreshes, snapshot.failures, servedStale,
					snapshot.lastFailure, mfa, signIn, runtimeRole, certificate);
		}
		Credentials credentials = cached.credentials();
		CallerIdentity identity = cached.identity();
		CredentialsException unknown = (identity != null) ? identity.failure() : null;
		Duration remaining = (credentials.expiration() != null)
				? Duration.ofMillis(Math.max(0, cached.expiresAt() - now)) : null;
		return new RefreshStatus(name, Retrieval.name(source), snapshot.state(now), cached.validAt(now),
				cached.pastExpiry() == PastExpiry.PROLONGED, credentials.maskedAccessKeyId(), credentials.accountId(),
				(identity != null) ? identity.arn() : null,
				(unknown != null) ? Failure.of(unknown, cached.obtainedAt(), 1) : null, credentials.expiration(),
				remaining, Instant.ofEpochMilli(cached.obtainedAt()), next, since, trigger, snapshot.refreshes,
				snapshot.failures, servedStale, snapshot.lastFailure, mfa, signIn, runtimeRole, certificate);
	}

	/**
	 * Return whether the last retrieval brought no credentials.
	 * @return whether it failed or waits for a person
	 */
	public boolean failing() {
		return switch (this.state) {
			case STALE, EXTENDED, FAILED, AWAITING_MFA, AWAITING_SIGN_IN -> true;
			case EXPIRED ->
				this.lastFailure != null && this.lastRefresh != null && this.lastFailure.at().isAfter(this.lastRefresh);
			case INITIAL, VALID -> false;
		};
	}

	/**
	 * Return the failure that has not been overcome yet.
	 * @return the last failure, or {@code null} if there was none since the last refresh
	 */
	public @Nullable Failure presentFailure() {
		boolean present = this.lastFailure != null && failing()
				&& (this.lastRefresh == null || !this.lastFailure.at().isBefore(this.lastRefresh));
		return (present) ? this.lastFailure : null;
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
	public record Failure(CredentialsErrorCode code, String message, String advice, Instant at, int consecutive) {

		static Failure of(CredentialsException failure, long at, int consecutive) {
			return new Failure(failure.code(), failure.getMessage(), failure.advice(), Instant.ofEpochMilli(at),
					consecutive);
		}

	}

	/**
	 * A pending MFA challenge.
	 *
	 * @param serialNumber the serial number or ARN of the device
	 * @param since when the challenge was raised
	 */
	public record Mfa(String serialNumber, Instant since) {
	}

	/**
	 * A certificate for which credentials are had.
	 *
	 * @param subject the name of its subject, as in RFC 2253
	 * @param serialNumber its serial number in decimal digits
	 * @param notAfter when it ends
	 * @param remaining the lifetime left, never negative
	 * @param endsSoon whether the last share of its life has begun, in which it should
	 * have been renewed
	 */
	public record Certificate(String subject, String serialNumber, Instant notAfter, Duration remaining,
			boolean endsSoon) {

		static @Nullable Certificate of(@Nullable X509Certificate certificate, Instant now) {
			if (certificate == null) {
				return null;
			}
			Instant end = certificate.getNotAfter().toInstant();
			Duration remaining = (now.isBefore(end)) ? Duration.between(now, end) : Duration.ZERO;
			return new Certificate(certificate.getSubjectX500Principal().getName(),
					certificate.getSerialNumber().toString(), end, remaining,
					!now.isBefore(CertificateLife.warnAt(certificate)));
		}

		/**
		 * Return whether it has ended.
		 * @return whether no lifetime is left
		 */
		public boolean ended() {
			return this.remaining.isZero();
		}

	}

}
