package io.awscredentials.mfa;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until a test moves it.
 */
final class TestClock implements InstantSource {

	private Instant now;

	TestClock(String now) {
		this.now = Instant.parse(now);
	}

	@Override
	public synchronized Instant instant() {
		return this.now;
	}

	synchronized void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

}
