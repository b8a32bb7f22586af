package io.awscredentials;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A request for the code that an MFA device shows.
 *
 * @param serialNumber the serial number of a hardware device, or the ARN of a virtual one
 * @param roleArn the ARN of the role to be assumed, or {@code null} for a session token
 * @param provider the name of the provider that asks, {@code "default"} for example
 * @param attempt the number of this attempt, from 1; above 1 an earlier code was refused
 * @since 0.1.0
 */
public record MfaChallenge(String serialNumber, @Nullable String roleArn, String provider, int attempt) {

	private static final int ATTEMPTS_WITHOUT_PAUSE = 3;

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

	/**
	 * Return how long no code is taken after this challenge was raised, so that nobody
	 * can guess one: not at all up to the third attempt, then 10 seconds, twice as long
	 * for each further attempt, and 15 minutes at most.
	 * @return the pause, zero if there is none
	 */
	public Duration pause() {
		if (this.attempt <= ATTEMPTS_WITHOUT_PAUSE) {
			return Duration.ZERO;
		}
		Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(this.attempt - ATTEMPTS_WITHOUT_PAUSE - 1, 10));
		return (pause.compareTo(LONGEST_PAUSE) < 0) ? pause : LONGEST_PAUSE;
	}

}
