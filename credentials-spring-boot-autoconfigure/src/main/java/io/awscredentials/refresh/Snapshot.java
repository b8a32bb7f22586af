package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.refresh.RefreshStatus.Failure;
import org.jspecify.annotations.Nullable;

/**
 * All that a provider knows at one moment. Immutable: a provider holds it in one volatile
 * field and each change is a new instance. Times are milliseconds of the epoch.
 */
final class Snapshot {

	static final long NEVER = Long.MAX_VALUE;

	static final Snapshot INITIAL = new Snapshot(null, null, null, NEVER, NEVER, 0, 0);

	final @Nullable CachedCredentials cached;

	/** {@code null} if the last retrieval succeeded. */
	final @Nullable RefreshFailure failure;

	/** The last failure, also after it was overcome. */
	final @Nullable Failure lastFailure;

	/** When the scheduler starts the next retrieval. */
	final long nextRefreshAt;

	/** From then on callers start the retrieval that the scheduler has not started. */
	final long lateAt;

	final int refreshes;

	final int failures;

	private Snapshot(@Nullable CachedCredentials cached, @Nullable RefreshFailure failure,
			@Nullable Failure lastFailure, long nextRefreshAt, long lateAt, int refreshes, int failures) {
		this.cached = cached;
		this.failure = failure;
		this.lastFailure = lastFailure;
		this.nextRefreshAt = nextRefreshAt;
		this.lateAt = lateAt;
		this.refreshes = refreshes;
		this.failures = failures;
	}

	/**
	 * Return the state after a retrieval.
	 * @param provider the name of the provider
	 * @param retrieval what the source gave or how it failed
	 * @param context says when credentials are refreshed, and draws the random parts
	 * @param point the point of the provider, see {@link Jitter#nextPoint()}
	 * @return the new state
	 */
	Snapshot after(String provider, Retrieval retrieval, RefreshContext context, int point) {
		Credentials credentials = retrieval.credentials();
		return (credentials != null) ? refreshed(credentials, retrieval, context, point) : failed(
				Objects.requireNonNull(retrieval.failure()), provider, retrieval.at(), context.scheduler().jitter());
	}

	private Snapshot refreshed(Credentials credentials, Retrieval retrieval, RefreshContext context, int point) {
		RefreshPolicy policy = context.policy();
		long now = retrieval.at();
		long expiresAt = CachedCredentials.millis(credentials.expiration());
		long mandatoryAt = NEVER;
		long next = NEVER;
		if (expiresAt != NEVER) {
			long lifetime = expiresAt - now;
			long window = policy.prefetchMillis(lifetime);
			long start = expiresAt - window;
			mandatoryAt = expiresAt - policy.mandatoryMillis(lifetime);
			// No later than the time from which callers wait: they would have to.
			long latest = Math.min(start + (long) (window * policy.jitter()), mandatoryAt);
			next = start + (long) (Integer.toUnsignedLong(point) * 0x1p-32 * (latest - start));
			if (this.cached != null && this.cached.sameSet(credentials)) {
				// The source has nothing newer yet: by the windows of what is left of it
				// the source would be asked ever faster.
				next = Math.max(next, now + RefreshPolicy.SAME_SET_PAUSE);
				mandatoryAt = Math.max(mandatoryAt, next);
			}
		}
		if (retrieval.recheckAfter() != null) {
			next = later(now, retrieval.recheckAfter());
			if (this.cached != null && this.failure == null && this.cached.sameAs(retrieval)) {
				return with(this.cached, null, next, late(next));
			}
		}
		// The source itself has nothing newer: asking it for each rejection is no use.
		boolean again = this.cached != null && this.cached.rejected() && this.cached.sameKey(credentials);
		long rejectionsIgnoredUntil = (again) ? now + context.scheduler().jitter().draw(RefreshPolicy.RETRY)
				: CachedCredentials.LONG_AGO;
		CachedCredentials obtained = new CachedCredentials(credentials, policy.pastExpiry(retrieval.pastExpiry()), now,
				mandatoryAt, rejectionsIgnoredUntil, false, false, retrieval.identity());
		return new Snapshot(obtained, null, this.lastFailure, next, late(next), this.refreshes + 1, this.failures);
	}

	private Snapshot failed(CredentialsException failure, String provider, long now, Jitter jitter) {
		boolean counts = !RefreshFailure.awaitsPerson(failure, provider)
				&& (this.failure == null || !this.failure.saysAsMuchAs(failure));
		int consecutive = ((this.failure != null) ? this.failure.consecutive() : 0) + ((counts) ? 1 : 0);
		long next = now + jitter.draw(RefreshPolicy.RETRY);
		long retryAt = next;
		if (this.cached != null && this.cached.validAt(now)) {
			long quarter = Math.max((this.cached.expiresAt() - now) / 4, RefreshPolicy.RETRY.from());
			next = now + Math.min(jitter.draw(RefreshPolicy.RETRY_WHILE_VALID), quarter);
			retryAt = next;
		}
		else if (!RefreshFailure.isTransient(failure)) {
			retryAt = now + jitter.draw(RefreshPolicy.REMEMBERED);
		}
		else if (this.cached == null) {
			retryAt = now + jitter.draw(RefreshPolicy.FIRST_RETRY.doubled(consecutive - 1, RefreshPolicy.RETRY));
		}
		RefreshFailure latest = RefreshFailure.of(failure, now, retryAt, this.failure, consecutive);
		if (latest.awaitsAnswerTo(provider)) {
			// A person answers when they answer; the answer starts the next retrieval.
			next = NEVER;
		}
		if (failure.nextAttempt() != null) {
			next = later(now, failure.nextAttempt());
		}
		if (!counts) {
			return with(this.cached, latest, next, late(next));
		}
		Failure told = Failure.of(failure, now, consecutive);
		return new Snapshot(this.cached, latest, told, next, late(next), this.refreshes, this.failures + 1);
	}

	private static long later(long now, Duration duration) {
		return (duration.compareTo(Duration.ofMillis(NEVER - now)) < 0) ? now + duration.toMillis() : NEVER;
	}

	private static long late(long next) {
		return (next != NEVER) ? next + RefreshPolicy.ON_TIME : NEVER;
	}

	/**
	 * Return the state while a retrieval is under way. Callers who need not wait now need
	 * not wait for its end either, nor start another one.
	 * @param now the time
	 * @return the new state
	 */
	Snapshot underWay(long now) {
		return (peek(now) != null) ? with(this.cached, this.failure, this.nextRefreshAt, NEVER) : this;
	}

	/**
	 * Return the state after the credentials were refused by a service: they count as
	 * expired, and no earlier failure holds their refresh back.
	 * @param now the time
	 * @return the new state
	 */
	Snapshot rejected(long now) {
		CachedCredentials refused = (this.cached != null) ? this.cached.withRejection() : null;
		RefreshFailure failure = (this.failure != null) ? this.failure.withoutBackOff() : null;
		boolean awaitsAnswer = failure != null && this.nextRefreshAt == NEVER;
		// The next caller refreshes; where none comes, the scheduler does.
		long next = (awaitsAnswer) ? NEVER : Math.min(this.nextRefreshAt, now + RefreshPolicy.REJECTION_PAUSE);
		return with(refused, failure, next, CachedCredentials.LONG_AGO);
	}

	Snapshot withExpiryTold() {
		return with((this.cached != null) ? this.cached.withExpiryTold() : null, this.failure, this.nextRefreshAt,
				this.lateAt);
	}

	/**
	 * Return the state after the end of all refreshes: what is valid is served until it
	 * expires.
	 * @return the new state
	 */
	Snapshot closed() {
		CachedCredentials last = (this.cached != null) ? this.cached.withoutRefresh() : null;
		RefreshFailure failure = (this.failure != null) ? this.failure.withoutBackOff() : null;
		return with(last, failure, NEVER, CachedCredentials.LONG_AGO);
	}

	private Snapshot with(@Nullable CachedCredentials cached, @Nullable RefreshFailure failure, long nextRefreshAt,
			long lateAt) {
		return new Snapshot(cached, failure, this.lastFailure, nextRefreshAt, lateAt, this.refreshes, this.failures);
	}

	/**
	 * Return the credentials that a caller gets with no further question.
	 * @param now the time
	 * @return the credentials, or {@code null} if there is more to it
	 */
	@Nullable Credentials fresh(long now) {
		CachedCredentials cached = this.cached;
		if (cached == null || now >= cached.mandatoryAt() || now >= this.lateAt || this.failure != null) {
			return null;
		}
		return cached.credentials();
	}

	/**
	 * Return what a caller gets without waiting.
	 * @param now the time
	 * @return the credentials, or {@code null} if the caller has to wait
	 */
	@Nullable Credentials peek(long now) {
		if (this.cached == null) {
			return null;
		}
		boolean valid = this.cached.validAt(now);
		boolean serve = valid && now < this.cached.mandatoryAt();
		if (!serve && this.failure != null && !this.failure.outdated(now)
				&& (now < this.lateAt || this.failure.backingOff(now))) {
			serve = valid || extended(this.failure.exception());
		}
		return (serve) ? this.cached.credentials() : null;
	}

	/**
	 * Return what a caller gets who waited in vain.
	 * @param now the time
	 * @param failure what the caller waited for failed with
	 * @return the credentials, or {@code null} if the caller gets the failure
	 */
	@Nullable Credentials afterFailure(long now, CredentialsException failure) {
		if (this.cached == null) {
			return null;
		}
		boolean serve = this.cached.validAt(now)
				|| (extended(failure) && (this.failure == null || extended(this.failure.exception())));
		return (serve) ? this.cached.credentials() : null;
	}

	private boolean extended(CredentialsException failure) {
		// A source that gave credentials and finds none now has failed, it is not absent.
		boolean mayPass = RefreshFailure.isTransient(failure) || failure.code() == CredentialsErrorCode.NOT_FOUND;
		return mayPass && this.cached != null && this.cached.pastExpiry() != PastExpiry.REFUSE;
	}

	/**
	 * Return when the scheduler has to look at this provider again.
	 * @param idle whether no retrieval is under way
	 * @return the time of the next retrieval or of the expiry
	 */
	long wakeAt(boolean idle) {
		long next = (idle) ? this.nextRefreshAt : NEVER;
		if (this.cached == null || this.cached.expiryTold()) {
			return next;
		}
		return Math.min(next, this.cached.expiresAt());
	}

	boolean dueAt(long now) {
		boolean setBack = this.failure != null && this.failure.outdated(now) && this.nextRefreshAt != NEVER;
		return now >= this.nextRefreshAt || setBack;
	}

	boolean expiryToTell(long now) {
		return this.cached != null && !this.cached.expiryTold() && !this.cached.validAt(now);
	}

	/**
	 * Return the state of the provider.
	 * @param now the time
	 * @return the state
	 */
	RefreshState state(long now) {
		if (this.failure != null && this.failure.challenge() != null) {
			return RefreshState.AWAITING_MFA;
		}
		if (this.failure != null && this.failure.signIn() != null) {
			return RefreshState.AWAITING_SIGN_IN;
		}
		if (this.cached == null) {
			return (this.failure != null) ? RefreshState.FAILED : RefreshState.INITIAL;
		}
		if (this.cached.validAt(now)) {
			return (this.failure != null) ? RefreshState.STALE : RefreshState.VALID;
		}
		return (this.failure != null && extended(this.failure.exception())) ? RefreshState.EXTENDED
				: RefreshState.EXPIRED;
	}

}
