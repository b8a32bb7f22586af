package io.awscredentials.refresh;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.awscredentials.internal.PastExpiry;
import org.jspecify.annotations.Nullable;

/**
 * When credentials are refreshed, and what happens if that fails.
 *
 * @param prefetch how long before their expiry a refresh in the background may start, or
 * {@code null} to choose by the lifetime of each set as AWS's SDKs do: 5 minutes up to 20
 * minutes, 15 minutes below 90 minutes, else 60 minutes
 * @param jitter the share of that window, from its start, in which the refresh starts:
 * each provider at a point of its own, which is another one on each machine; from 0 to 1
 * @param expiryWindow how much lifetime has to be left for credentials to be served
 * without waiting for a refresh
 * @param timeout how long a caller waits for a retrieval at most
 * @param onFailure whether expired credentials may be served while their source fails
 */
public record RefreshPolicy(@Nullable Duration prefetch, double jitter, Duration expiryWindow, Duration timeout,
		OnFailure onFailure) {

	private static final RefreshPolicy DEFAULTS = new RefreshPolicy(null, 0.5, Duration.ofMinutes(1),
			Duration.ofSeconds(30), OnFailure.AUTO);

	/**
	 * Create a new instance.
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public RefreshPolicy {
		check(prefetch == null || (!prefetch.isNegative() && !prefetch.isZero()), "'prefetch' must be positive");
		check(jitter >= 0 && jitter <= 1, "'jitter' must be from 0 to 1");
		check(!expiryWindow.isNegative(), "'expiryWindow' must not be negative");
		check(!timeout.isNegative() && !timeout.isZero(), "'timeout' must be positive");
	}

	/**
	 * Return the policy that applies where nothing is configured.
	 * @return the default policy
	 */
	public static RefreshPolicy defaults() {
		return DEFAULTS;
	}

	/**
	 * Return the prefetch window of a set of credentials. A window that is not shorter
	 * than the lifetime would make each refresh start the next: it becomes half of it.
	 * @param lifetime the lifetime left when the set was obtained, in milliseconds
	 * @return the window in milliseconds
	 */
	long prefetchMillis(long lifetime) {
		long window = configuredMillis(lifetime);
		return (window < lifetime) ? window : lifetime / 2;
	}

	/**
	 * Return the window in which callers wait, never longer than the prefetch window and
	 * well inside it where that had to be shortened.
	 * @param lifetime the lifetime left when the set was obtained, in milliseconds
	 * @return the window in milliseconds
	 */
	long mandatoryMillis(long lifetime) {
		long prefetch = prefetchMillis(lifetime);
		long bound = (configuredMillis(lifetime) < lifetime) ? prefetch : prefetch / 2;
		return Math.min(TimeUnit.MILLISECONDS.convert(this.expiryWindow), bound);
	}

	private long configuredMillis(long lifetime) {
		if (this.prefetch != null) {
			return TimeUnit.MILLISECONDS.convert(this.prefetch);
		}
		if (lifetime <= Duration.ofMinutes(20).toMillis()) {
			return Duration.ofMinutes(5).toMillis();
		}
		return Duration.ofMinutes((lifetime < Duration.ofMinutes(90).toMillis()) ? 15 : 60).toMillis();
	}

	long timeoutNanos() {
		return TimeUnit.NANOSECONDS.convert(this.timeout);
	}

	/**
	 * Return what becomes of credentials past their expiry.
	 * @param source what their source would have
	 * @return what applies
	 */
	PastExpiry pastExpiry(PastExpiry source) {
		return (this.onFailure == OnFailure.STRICT) ? PastExpiry.REFUSE : source;
	}

	private static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	/**
	 * What to do with expired credentials while their source fails.
	 */
	public enum OnFailure {

		/**
		 * Serve them where AWS's SDKs do, that is where they come from AWS itself.
		 */
		AUTO,

		/**
		 * Never serve them.
		 */
		STRICT

	}

}
