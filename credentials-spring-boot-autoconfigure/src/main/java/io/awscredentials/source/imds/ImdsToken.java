package io.awscredentials.source.imds;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What shows the service that a request comes from this instance, or that the service
 * does not want to be shown.
 *
 * @param value the token, or {@code null} for version 1
 * @param renewAt when to ask for a new one
 */
record ImdsToken(@Nullable String value, Instant renewAt) {

	/** The longest life that may be asked for. */
	static final Duration LIFETIME = Duration.ofHours(6);

	private static final Duration MAX_MARGIN = Duration.ofMinutes(2);

	/**
	 * Return a token that is renewed a little before its end, as the AWS SDK for Rust
	 * does.
	 * @param value the token
	 * @param now the present time
	 * @param lifetime how long the token is valid
	 * @return the token
	 */
	static ImdsToken of(String value, Instant now, Duration lifetime) {
		Duration fifth = lifetime.dividedBy(5);
		Duration margin = (fifth.compareTo(MAX_MARGIN) < 0) ? fifth : MAX_MARGIN;
		return new ImdsToken(value, now.plus(lifetime).minus(margin));
	}

	/**
	 * Return what stands for version 1. After the life of a token, version 2 gets another
	 * chance.
	 * @param now the present time
	 * @return a token without value
	 */
	static ImdsToken none(Instant now) {
		return new ImdsToken(null, now.plus(LIFETIME));
	}

	boolean usable(Instant now) {
		return now.isBefore(this.renewAt);
	}

	@Override
	public String toString() {
		return "ImdsToken[" + ((this.value != null) ? "****" : "none") + ", renewAt=" + this.renewAt + "]";
	}

}
