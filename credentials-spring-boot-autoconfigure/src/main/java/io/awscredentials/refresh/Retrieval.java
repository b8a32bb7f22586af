package io.awscredentials.refresh;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.CallerIdentity;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of asking a source once. A source is code of others and may break its
 * contract in every way: what it gives or throws is judged here.
 *
 * @param credentials the credentials, or {@code null} if there is a failure
 * @param failure the failure, or {@code null} if there are credentials
 * @param pastExpiry what becomes of the credentials past their expiry
 * @param recheckAfter after what time the source is worth asking again for credentials
 * that have no expiration, or {@code null}
 * @param at when the retrieval ended, in milliseconds of the epoch
 * @param took how long it took
 * @param identity whose the credentials are, or {@code null} if STS was not asked
 */
record Retrieval(@Nullable Credentials credentials, @Nullable CredentialsException failure, PastExpiry pastExpiry,
		@Nullable Duration recheckAfter, long at, Duration took, @Nullable CallerIdentity identity) {

	/**
	 * Ask a source once.
	 * @param source the source
	 * @param clock tells the time
	 * @return the outcome
	 */
	static Retrieval from(CredentialsSource source, InstantSource clock) {
		long start = System.nanoTime();
		try {
			RetrievedCredentials retrieved = RetrievedCredentials.from(source);
			Credentials credentials = retrieved.credentials();
			long now = clock.millis();
			check(credentials, source, now);
			Duration recheckAfter = (credentials.expiration() == null) ? retrieved.recheckAfter() : null;
			PastExpiry pastExpiry = Objects.requireNonNullElse(retrieved.pastExpiry(), PastExpiry.REFUSE);
			return new Retrieval(credentials, null, pastExpiry, recheckAfter, now, since(start), retrieved.identity());
		}
		catch (Throwable ex) {
			return new Retrieval(null, failure(ex, source), PastExpiry.REFUSE, null, clock.millis(), since(start),
					null);
		}
	}

	/**
	 * Return the outcome where a source was not asked, or has not answered.
	 * @param failure why
	 * @param at when
	 * @return the outcome
	 */
	static Retrieval failed(CredentialsException failure, long at) {
		return new Retrieval(null, failure, PastExpiry.REFUSE, null, at, Duration.ZERO, null);
	}

	/**
	 * Return the name of a source.
	 * @param source the source
	 * @return its name, or the name of its class if it fails to give one
	 */
	static String name(CredentialsSource source) {
		try {
			String name = source.name();
			if (name != null) {
				return name;
			}
		}
		catch (Throwable ex) {
			// As if it had none
		}
		return source.getClass().getName();
	}

	private static void check(@Nullable Credentials credentials, CredentialsSource source, long now) {
		if (credentials == null) {
			throw new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, name(source),
					"The source gave null in place of credentials")
				.withAdvice("Let the source throw a CredentialsException where it has none");
		}
		if (CachedCredentials.millis(credentials.expiration()) <= now) {
			throw new CredentialsException(CredentialsErrorCode.EXPIRED, name(source),
					"The source gave credentials that expired at " + credentials.expiration());
		}
	}

	private static CredentialsException failure(Throwable thrown, CredentialsSource source) {
		if (thrown instanceof CredentialsException failure) {
			return failure;
		}
		// The text of an unknown exception may hold anything, a secret too: it stays with
		// the cause and is not repeated in messages.
		return new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, name(source),
				"The source failed with " + thrown.getClass().getName(), thrown)
			.withAdvice("Look at the cause, it comes from the source");
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
