package io.awscredentials.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until told otherwise. As the bean {@code credentialsClock} it
 * is the time of the starter, and given to
 * {@link AwsTestServer#start(int, InstantSource)} that of the server, whose signatures
 * and expirations the same time counts for. Any thread may use it.
 *
 * @since 0.1.0
 */
public final class MutableClock implements InstantSource {

	private final AtomicReference<Instant> now;

	/**
	 * Create a clock that shows the present time.
	 */
	public MutableClock() {
		this(Instant.now());
	}

	/**
	 * Create a clock.
	 * @param now the time it shows
	 */
	public MutableClock(Instant now) {
		this.now = new AtomicReference<>(now);
	}

	/**
	 * Set the clock.
	 * @param now the time it shows from now on
	 */
	public void set(Instant now) {
		this.now.set(now);
	}

	/**
	 * Advance the clock.
	 * @param duration how far; a negative one puts it back
	 */
	public void advance(Duration duration) {
		this.now.updateAndGet((now) -> now.plus(duration));
	}

	@Override
	public Instant instant() {
		return this.now.get();
	}

}
