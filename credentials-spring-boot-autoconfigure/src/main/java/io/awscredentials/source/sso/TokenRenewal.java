package io.awscredentials.source.sso;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

import io.awscredentials.CredentialsException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a cached token fresh, together with everybody else who shares it. To be guarded
 * by whoever uses it.
 *
 * @param <T> the type of the token
 */
final class TokenRenewal<T extends CachedToken> {

	private static final Log logger = LogFactory.getLog(TokenRenewal.class);

	/** As in AWS's SDK for Rust. */
	private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(30);

	private final TokenCache<T> cache;

	private final UnaryOperator<T> refresh;

	private final InstantSource clock;

	private @Nullable Attempt last;

	/** The ID of a token that does not work, whatever its expiry says. */
	private @Nullable String refused;

	/**
	 * Create a new instance.
	 * @param cache where the token is
	 * @param refresh asks the service for the next one
	 * @param clock the time
	 */
	TokenRenewal(TokenCache<T> cache, UnaryOperator<T> refresh, InstantSource clock) {
		this.cache = cache;
		this.refresh = refresh;
		this.clock = clock;
	}

	/**
	 * Remember that a token does not work.
	 * @param id its ID
	 */
	void refuse(String id) {
		this.refused = id;
	}

	/**
	 * Return the present token, or the next one where that is due.
	 * @return the token, which is valid
	 * @throws CredentialsException if there is none
	 */
	T token() {
		T token = this.cache.read();
		Instant now = this.clock.instant();
		if (usable(token, now) && !token.dueAt(now)) {
			return token;
		}
		Attempt attempt = this.last;
		if (attempt != null && attempt.standsFor(token, now)) {
			return usableOr(token, now, (attempt.failure() != null) ? attempt.failure().copy() : this.cache.expired());
		}
		if (!token.refreshableAt(now)) {
			return usableOr(token, now, this.cache.expired());
		}
		try {
			return this.cache.exclusively(this::next);
		}
		catch (CredentialsException ex) {
			this.last = new Attempt(token.id(), now, ex);
			// The AWS CLI knows nothing of the lock: it may have been faster.
			return usableOr(this.cache.read(), now, ex);
		}
	}

	/**
	 * Get the next token, unless somebody else has got it while we waited for the lock.
	 */
	private T next() {
		T token = this.cache.read();
		Instant now = this.clock.instant();
		if ((usable(token, now) && !token.dueAt(now)) || !token.refreshableAt(now)) {
			return usableOr(token, now, this.cache.expired());
		}
		T next = this.refresh.apply(token);
		this.cache.write(next);
		this.last = new Attempt(next.id(), now, null);
		logger.debug("Renewed until " + next.expiresAt());
		return next;
	}

	private boolean usable(T token, Instant now) {
		return token.validAt(now) && !token.id().equals(this.refused);
	}

	private T usableOr(T token, Instant now, CredentialsException failure) {
		if (!usable(token, now)) {
			throw failure;
		}
		if (token.dueAt(now)) {
			logger.debug("Used on until " + token.expiresAt() + ": " + failure.getMessage());
		}
		return token;
	}

	/**
	 * An attempt to renew the token, so that the service is not asked again at once.
	 *
	 * @param tokenId the ID of the token that came of it, or was to be renewed if none
	 * did
	 * @param at when
	 * @param failure the failure, or {@code null}
	 */
	private record Attempt(String tokenId, Instant at, @Nullable CredentialsException failure) {

		boolean standsFor(CachedToken token, Instant now) {
			return token.id().equals(this.tokenId)
					&& Duration.between(this.at, now).abs().compareTo(BETWEEN_ATTEMPTS) < 0;
		}

		@Override
		public String toString() {
			return "Attempt[at=" + this.at + "]";
		}

	}

}
