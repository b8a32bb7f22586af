package io.awscredentials.source.sso;

import java.time.Duration;
import java.time.Instant;

/**
 * A token in a file that is shared, with what it takes to get the next one.
 */
interface CachedToken {

	/** As in AWS's SDKs for Java and Rust. */
	Duration EARLY = Duration.ofMinutes(5);

	/**
	 * Return what tells this token from others.
	 * @return the ID, which may be a secret
	 */
	String id();

	/**
	 * Return when this token stops working.
	 * @return the expiry
	 */
	Instant expiresAt();

	/**
	 * Return whether the next token can be had without a person.
	 * @param now the time
	 * @return whether there is all that takes
	 */
	boolean refreshableAt(Instant now);

	default boolean validAt(Instant now) {
		return now.isBefore(expiresAt());
	}

	default boolean dueAt(Instant now) {
		return !now.isBefore(expiresAt().minus(EARLY));
	}

}
