package io.awscredentials.refresh;

import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.refresh.RefreshStatus.Failure;
import org.jspecify.annotations.Nullable;

/**
 * All that a provider knows at one moment. Immutable: a provider holds it in one volatile
 * field and each change is a new instance. Times are milliseconds of the epoch,
 * {@link Long#MAX_VALUE} is never.
 */
final class Snapshot {

	static final long NEVER = Long.MAX_VALUE;

	static final Snapshot INITIAL = new Snapshot(new Builder());

	/** Until then the credentials are served with no further question. */
	final long freshUntil;

	final @Nullable Credentials credentials;

	/** When the credentials were obtained. */
	final long obtainedAt;

	/** From then on a refresh in the background may run. */
	final long refreshAt;

	/** From then on callers wait for a refresh. */
	final long mandatoryAt;

	/** When the credentials expire, or were invalidated. */
	final long expiresAt;

	final boolean invalidated;

	final boolean expiryTold;

	/** The failure of the last retrieval, {@code null} if it succeeded. */
	final @Nullable CredentialsException failure;

	final @Nullable Failure lastFailure;

	/** Until then a failed retrieval is backed off from. */
	final long retryAt;

	/** When the scheduler starts the next retrieval. */
	final long nextRefreshAt;

	final @Nullable MfaChallenge mfaChallenge;

	final long mfaSince;

	final int consecutive;

	final long refreshes;

	final long failures;

	private Snapshot(Builder builder) {
		this.credentials = builder.credentials;
		this.obtainedAt = builder.obtainedAt;
		this.refreshAt = builder.refreshAt;
		this.mandatoryAt = builder.mandatoryAt;
		this.expiresAt = builder.expiresAt;
		this.invalidated = builder.invalidated;
		this.expiryTold = builder.expiryTold;
		this.failure = builder.failure;
		this.lastFailure = builder.lastFailure;
		this.retryAt = builder.retryAt;
		this.nextRefreshAt = builder.nextRefreshAt;
		this.mfaChallenge = builder.mfaChallenge;
		this.mfaSince = builder.mfaSince;
		this.consecutive = builder.consecutive;
		this.refreshes = builder.refreshes;
		this.failures = builder.failures;
		this.freshUntil = (this.credentials != null && this.failure == null) ? this.refreshAt : Long.MIN_VALUE;
	}

	/**
	 * Return the state after a successful retrieval. The windows of the set are fixed
	 * here.
	 * @param credentials the credentials
	 * @param now the time
	 * @param policy the policy
	 * @param scheduler draws the random part
	 * @return the new state
	 */
	Snapshot refreshed(Credentials credentials, long now, RefreshPolicy policy, RefreshScheduler scheduler) {
		Builder next = new Builder();
		next.credentials = credentials;
		next.obtainedAt = now;
		next.lastFailure = this.lastFailure;
		next.failures = this.failures;
		next.refreshes = this.refreshes + 1;
		if (this.invalidated && sameKey(credentials)) {
			// The source itself has nothing newer: asking it for each rejection is no
			// use.
			next.retryAt = now + scheduler.between(10_000, 30_000);
		}
		if (credentials.expiration() != null) {
			next.expiresAt = credentials.expiration().toEpochMilli();
			long lifetime = next.expiresAt - now;
			long window = policy.prefetchMillis(lifetime);
			long start = next.expiresAt - window;
			next.refreshAt = scheduler.between(start, start + (long) (window * policy.jitter()));
			next.mandatoryAt = next.expiresAt - policy.mandatoryMillis(lifetime);
			next.nextRefreshAt = next.refreshAt;
		}
		return new Snapshot(next);
	}

	/**
	 * Return the state after a failed retrieval.
	 * @param failure the failure
	 * @param now the time
	 * @param scheduler draws the random part
	 * @return the new state
	 */
	Snapshot failed(CredentialsException failure, long now, RefreshScheduler scheduler) {
		Builder next = new Builder(this);
		next.failure = failure;
		next.consecutive++;
		next.failures++;
		next.lastFailure = new Failure(failure.code(), failure.getMessage(), failure.advice(),
				Instant.ofEpochMilli(now), next.consecutive);
		if (validAt(now)) {
			long quarter = Math.max((this.expiresAt - now) / 4, 10_000);
			next.retryAt = now + Math.min(scheduler.between(300_000, 600_000), quarter);
			next.nextRefreshAt = next.retryAt;
		}
		else {
			next.nextRefreshAt = now + scheduler.between(10_000, 30_000);
			if (!failure.retryable()) {
				// A storm of callers makes one call.
				next.retryAt = now + scheduler.between(1_000, 5_000);
			}
			else {
				next.retryAt = (this.credentials != null) ? next.nextRefreshAt : now;
			}
		}
		awaitMfa(next, failure, now);
		return new Snapshot(next);
	}

	private void awaitMfa(Builder next, CredentialsException failure, long now) {
		MfaChallenge challenge = failure.mfaChallenge();
		next.mfaChallenge = (failure.code() == CredentialsErrorCode.MFA_REQUIRED) ? challenge : null;
		if (next.mfaChallenge != null) {
			next.mfaSince = (next.mfaChallenge.equals(this.mfaChallenge)) ? this.mfaSince : now;
			// A person answers when they answer; the answer starts the next retrieval.
			next.nextRefreshAt = NEVER;
		}
	}

	/**
	 * Return the state after the credentials were refused by a service: they count as
	 * expired, and no earlier failure holds their refresh back.
	 * @param now the time
	 * @return the new state
	 */
	Snapshot rejected(long now) {
		Builder next = new Builder(this);
		next.invalidated = true;
		next.expiryTold = true;
		next.expiresAt = Math.min(this.expiresAt, now);
		next.mandatoryAt = Math.min(this.mandatoryAt, now);
		next.refreshAt = Math.min(this.refreshAt, now);
		next.retryAt = 0;
		// The next caller refreshes; where none comes, the scheduler does.
		next.nextRefreshAt = Math.min(this.nextRefreshAt, now + 1_000);
		return new Snapshot(next);
	}

	/**
	 * Return the state after the expiry has been told.
	 * @return the new state
	 */
	Snapshot withExpiryTold() {
		Builder next = new Builder(this);
		next.expiryTold = true;
		return new Snapshot(next);
	}

	/**
	 * Return whether these credentials may be rejected: they are the present ones, have
	 * not been rejected already, and their source was not asked for that reason just now.
	 * @param rejected the credentials that a service refused
	 * @param now the time
	 * @return whether the rejection is news
	 */
	boolean rejectable(Credentials rejected, long now) {
		return !this.invalidated && sameKey(rejected) && (this.failure != null || now >= this.retryAt);
	}

	private boolean sameKey(Credentials other) {
		return this.credentials != null && this.credentials.accessKeyId().equals(other.accessKeyId());
	}

	boolean validAt(long now) {
		return this.credentials != null && now < this.expiresAt;
	}

	boolean backingOff(long now) {
		return this.failure != null && now < this.retryAt;
	}

	/** Collects the fields of the next instance. */
	private static final class Builder {

		private @Nullable Credentials credentials;

		private long obtainedAt = NEVER;

		private long refreshAt = NEVER;

		private long mandatoryAt = NEVER;

		private long expiresAt = NEVER;

		private boolean invalidated;

		private boolean expiryTold;

		private @Nullable CredentialsException failure;

		private @Nullable Failure lastFailure;

		private long retryAt;

		private long nextRefreshAt = NEVER;

		private @Nullable MfaChallenge mfaChallenge;

		private long mfaSince;

		private int consecutive;

		private long refreshes;

		private long failures;

		private Builder() {
		}

		private Builder(Snapshot from) {
			this.credentials = from.credentials;
			this.obtainedAt = from.obtainedAt;
			this.refreshAt = from.refreshAt;
			this.mandatoryAt = from.mandatoryAt;
			this.expiresAt = from.expiresAt;
			this.invalidated = from.invalidated;
			this.expiryTold = from.expiryTold;
			this.failure = from.failure;
			this.lastFailure = from.lastFailure;
			this.retryAt = from.retryAt;
			this.nextRefreshAt = from.nextRefreshAt;
			this.mfaChallenge = from.mfaChallenge;
			this.mfaSince = from.mfaSince;
			this.consecutive = from.consecutive;
			this.refreshes = from.refreshes;
			this.failures = from.failures;
		}

	}

}
