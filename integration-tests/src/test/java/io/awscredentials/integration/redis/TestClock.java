package io.awscredentials.integration.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is set forward.
 */
final class TestClock implements InstantSource {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T12:00:00Z"));

	@Override
	public Instant instant() {
		return this.now.get();
	}

	void advance(Duration time) {
		this.now.updateAndGet((instant) -> instant.plus(time));
	}

}
