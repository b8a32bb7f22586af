package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that is set by hand.
 */
final class MutableClock implements InstantSource {

	static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	private volatile Instant now = START;

	@Override
	public Instant instant() {
		return this.now;
	}

	void set(Instant instant) {
		this.now = instant;
	}

	void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

}
