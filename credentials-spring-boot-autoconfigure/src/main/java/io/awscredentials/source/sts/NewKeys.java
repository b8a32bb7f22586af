package io.awscredentials.source.sts;

import java.time.Duration;
import java.time.Instant;

import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Keys that STS was not asked with yet. It takes some seconds until all of AWS knows the
 * access key of a user that was made just now.
 *
 * @param set the keys
 * @param since when they were obtained
 * @param attempts how many times that was in vain
 */
record NewKeys(RetrievedCredentials set, Instant since, int attempts) {

	private static final Duration AGE = Duration.ofMinutes(1);

	@Nullable Duration pause(Instant now) {
		return (now.isBefore(this.since.plus(AGE))) ? Duration.ofSeconds(1L << Math.min(this.attempts, 4)) : null;
	}

	/**
	 * Return these keys, which are as old as others if these have the same key.
	 * @param earlier the others
	 * @return the keys
	 */
	NewKeys knownSince(NewKeys earlier) {
		String key = earlier.set().credentials().accessKeyId();
		return (key.equals(this.set.credentials().accessKeyId()))
				? new NewKeys(this.set, earlier.since, earlier.attempts) : this;
	}

	NewKeys again() {
		return new NewKeys(this.set, this.since, this.attempts + 1);
	}

}
