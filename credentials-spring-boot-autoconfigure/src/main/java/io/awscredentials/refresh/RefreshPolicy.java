package io.awscredentials.refresh;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.awscredentials.internal.PastExpiry;
import io.awscredentials.refresh.Jitter.Delay;
import org.jspecify.annotations.Nullable;

/**
 * When credentials are refreshed, and what happens if that fails. Creating one with a
 * value that is out of its range throws an {@link IllegalArgumentException}.
 *
 * @param prefetch how long before their expiry a refresh in the background may start, or
 * {@code null} to choose by the lifetime of each set as AWS's SDKs do: 5 minutes up to 20
 * minutes, 15 minutes below 90 minutes, else 60 minutes
 * @param jitter the share of that window, from its start, in which the refresh starts:
 * each provider at a point of its own, which is another one on each machine; from 0 to 1
 * @param expiryWindow how much lifetime has to be left for credentials to be served
 * without waiting for a refresh
 * @param timeout how long a caller waits for a retrieval at most
 * @param giveUp after what time a retrieval that does not come back is given up; no
 * shorter than {@code timeout}
 * @param onFailure whether expired credentials may be served while their source fails
 * @since 0.1.0
 */
public record RefreshPolicy(@Nullable Duration prefetch, double jitter, Duration expiryWindow, Duration timeout,
		Duration giveUp, OnFailure onFailure) {

	/**
	 * When to try again after a failure with valid credentials at hand, at the latest.
	 */
	static final Delay RETRY_WHILE_VALID = Delay.ofSeconds(300, 600);

	/** When to try again after a failure otherwise, and the least with valid ones. */
	static final Delay RETRY = Delay.ofSeconds(10, 30);

	/** How long callers get the first failure before there were any credentials. */
	static final Delay FIRST_RETRY = new Delay(500, 1_000);

	/** How long callers get a failure that retrying can't mend. */
	static final Delay REMEMBERED = Delay.ofSeconds(1, 5);

	/** The least time between refreshes by which a source gave the same set again. */
	static final long SAME_SET_PAUSE = 10_000;

	/** When the scheduler refreshes credentials that were refused if no caller does. */
	static final long REJECTION_PAUSE = 1_000;

	/**
	 * How late the scheduler may be for its attempt to count as being on time. Callers
	 * are not to wait for each failing attempt in an outage, but they are to wait after
	 * the machine slept through the time of the attempt.
	 */
	static final long ON_TIME = 1_000;

	private static final Duration GIVE_UP = Duration.ofMinutes(2);

	private static final RefreshPolicy DEFAULTS = new RefreshPolicy(null, 0.5, Duration.ofMinutes(1),
			Duration.ofSeconds(30), OnFailure.AUTO);

	/**
	 * Create a new instance.
	 * @param prefetch how long before their expiry a refresh in the background may start,
	 * or {@code null} to choose by the lifetime of each set as AWS's SDKs do: 5 minutes
	 * up to 20 minutes, 15 minutes below 90 minutes, else 60 minutes
	 * @param jitter the share of that window, from its start, in which the refresh
	 * starts: each provider at a point of its own, which is another one on each machine;
	 * from 0 to 1
	 * @param expiryWindow how much lifetime has to be left for credentials to be served
	 * without waiting for a refresh
	 * @param timeout how long a caller waits for a retrieval at most
	 * @param giveUp after what time a retrieval that does not come back is given up; no
	 * shorter than {@code timeout}
	 * @param onFailure whether expired credentials may be served while their source fails
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public RefreshPolicy {
		check(prefetch == null || (!prefetch.isNegative() && !prefetch.isZero()), "'prefetch' must be positive");
		check(jitter >= 0 && jitter <= 1, "'jitter' must be from 0 to 1");
		check(!expiryWindow.isNegative(), "'expiryWindow' must not be negative");
		check(!timeout.isNegative() && !timeout.isZero(), "'timeout' must be positive");
		check(giveUp.compareTo(timeout) >= 0, "'giveUp' must not be shorter than 'timeout'");
	}

	/**
	 * Create a new instance that gives up a retrieval after two minutes, or after
	 * {@code timeout} where that is longer.
	 * @param prefetch see {@link #prefetch()}
	 * @param jitter see {@link #jitter()}
	 * @param expiryWindow see {@link #expiryWindow()}
	 * @param timeout see {@link #timeout()}
	 * @param onFailure see {@link #onFailure()}
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public RefreshPolicy(@Nullable Duration prefetch, double jitter, Duration expiryWindow, Duration timeout,
			OnFailure onFailure) {
		this(prefetch, jitter, expiryWindow, timeout, (timeout.compareTo(GIVE_UP) > 0) ? timeout : GIVE_UP, onFailure);
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

	long giveUpNanos() {
		return TimeUnit.NANOSECONDS.convert(this.giveUp);
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
