package io.awscredentials.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until told otherwise.
 */
final class MutableClock implements InstantSource {

	private volatile Instant now = Instant.parse("2026-11-21T08:00:00Z");

	void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

	@Override
	public Instant instant() {
		return this.now;
	}

}
