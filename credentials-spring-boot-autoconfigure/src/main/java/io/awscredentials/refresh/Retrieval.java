package io.awscredentials.refresh;

import java.time.Instant;
import java.time.InstantSource;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a source gave or threw.
 */
final class Retrieval {

	private Retrieval() {
	}

	/**
	 * Check what a source gave: a source is code of others and may break its contract.
	 */
	static Credentials check(@Nullable Credentials credentials, CredentialsSource source, InstantSource clock) {
		if (credentials == null) {
			throw new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, source.name(),
					"The source gave null in place of credentials")
				.withAdvice("Let the source throw a CredentialsException where it has none");
		}
		Instant expiration = credentials.expiration();
		if (expiration != null && expiration.toEpochMilli() <= clock.millis()) {
			throw new CredentialsException(CredentialsErrorCode.EXPIRED, source.name(),
					"The source gave credentials that expired at " + expiration);
		}
		return credentials;
	}

	static CredentialsException failure(Throwable thrown, CredentialsSource source) {
		if (thrown instanceof CredentialsException failure) {
			return failure;
		}
		// The text of an unknown exception may hold anything, a secret too: it stays with
		// the cause and is not repeated in messages.
		return new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, source.name(),
				"The source failed with " + thrown.getClass().getName(), thrown)
			.withAdvice("Look at the cause, it comes from the source");
	}

}
