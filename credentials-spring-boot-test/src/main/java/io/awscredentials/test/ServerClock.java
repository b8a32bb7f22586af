package io.awscredentials.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The server's clock, which may be wrong by a given amount.
 */
final class ServerClock implements InstantSource {

	private final InstantSource source;

	private volatile Duration skew = Duration.ZERO;

	ServerClock(InstantSource source) {
		this.source = source;
	}

	void skew(Duration skew) {
		this.skew = skew;
	}

	@Override
	public Instant instant() {
		return this.source.instant().plus(this.skew);
	}

}
