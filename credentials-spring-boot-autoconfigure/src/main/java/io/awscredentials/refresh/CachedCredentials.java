package io.awscredentials.refresh;

import java.time.Instant;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.internal.CallerIdentity;
import io.awscredentials.internal.PastExpiry;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that a provider holds, with the windows that were fixed when they were
 * obtained. Times are milliseconds of the epoch.
 *
 * @param credentials the credentials
 * @param pastExpiry what becomes of them past their expiry
 * @param obtainedAt when they were obtained
 * @param mandatoryAt from when on callers wait for newer ones
 * @param rejectionsIgnoredUntil until when a rejection is no news
 * @param rejected whether a service refused them
 * @param expiryTold whether their expiry has been told
 * @param identity whose they are, or {@code null} if STS was not asked
 */
record CachedCredentials(Credentials credentials, PastExpiry pastExpiry, long obtainedAt, long mandatoryAt,
		long rejectionsIgnoredUntil, boolean rejected, boolean expiryTold, @Nullable CallerIdentity identity) {

	/** A time that stays in the past even if the clock is set back. */
	static final long LONG_AGO = 0;

	private static final long LATEST_SECOND = Long.MAX_VALUE / 4_000;

	CachedCredentials {
		mandatoryAt = Math.min(mandatoryAt, millis(credentials.expiration()));
	}

	/**
	 * Return an expiration as milliseconds of the epoch. One that is too far away for
	 * that, {@link Instant#MAX} for example, is never; one before the epoch is long ago.
	 * @param expiration the expiration
	 * @return milliseconds of the epoch
	 */
	static long millis(@Nullable Instant expiration) {
		if (expiration == null || expiration.getEpochSecond() > LATEST_SECOND) {
			return Snapshot.NEVER;
		}
		return (expiration.getEpochSecond() < 0) ? LONG_AGO : expiration.toEpochMilli();
	}

	/**
	 * Return when they expire. Computed, since there may be many and it is seldom asked
	 * for.
	 * @return the time, {@link Snapshot#NEVER} or {@link #LONG_AGO}
	 */
	long expiresAt() {
		return (this.rejected) ? LONG_AGO : millis(this.credentials.expiration());
	}

	boolean validAt(long now) {
		return now < expiresAt();
	}

	boolean sameKey(Credentials other) {
		return this.credentials.accessKeyId().equals(other.accessKeyId());
	}

	boolean sameSet(Credentials other) {
		return sameKey(other) && Objects.equals(this.credentials.expiration(), other.expiration());
	}

	/**
	 * Return whether there is nothing new about credentials that were obtained now.
	 * @param retrieval what was obtained
	 * @return whether they are these, and no more is known about them
	 */
	boolean sameAs(Retrieval retrieval) {
		String arn = arn(retrieval.identity());
		return !this.rejected && this.credentials.equals(retrieval.credentials())
				&& (arn == null || arn.equals(arn(this.identity)));
	}

	private static @Nullable String arn(@Nullable CallerIdentity identity) {
		return (identity != null) ? identity.arn() : null;
	}

	/**
	 * Return whether it is news that a service refused credentials: they are these, have
	 * not been refused before, and their source was not asked for that reason just now.
	 * @param refused the credentials that a service refused
	 * @param now the time
	 * @return whether the rejection is news
	 */
	boolean rejectable(Credentials refused, long now) {
		boolean deaf = now >= this.obtainedAt && now < this.rejectionsIgnoredUntil;
		return !this.rejected && !deaf && sameKey(refused);
	}

	CachedCredentials withRejection() {
		return new CachedCredentials(this.credentials, this.pastExpiry, this.obtainedAt, LONG_AGO,
				this.rejectionsIgnoredUntil, true, true, this.identity);
	}

	CachedCredentials withoutRefresh() {
		return new CachedCredentials(this.credentials, PastExpiry.REFUSE, this.obtainedAt, expiresAt(),
				this.rejectionsIgnoredUntil, this.rejected, true, this.identity);
	}

	CachedCredentials withExpiryTold() {
		return new CachedCredentials(this.credentials, this.pastExpiry, this.obtainedAt, this.mandatoryAt,
				this.rejectionsIgnoredUntil, this.rejected, true, this.identity);
	}

}
