package io.awscredentials;

import java.util.concurrent.CompletableFuture;

/**
 * Gives an application its AWS credentials. This is the type to inject; implementations
 * cache, so that asking for each request is the intended use. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CredentialsProvider {

	/**
	 * Return credentials that are valid now.
	 * @return the credentials, never {@code null}
	 * @throws CredentialsException if there are none and none can be had
	 */
	Credentials resolveCredentials();

	/**
	 * Return credentials that are valid now, without parking a thread of the caller's
	 * while they are being retrieved.
	 * @return a future of the credentials, completed exceptionally with a
	 * {@link CredentialsException} if there are none and none can be had; cancelling it
	 * has no effect on others
	 */
	default CompletableFuture<Credentials> resolveCredentialsAsync() {
		return CompletableFuture.supplyAsync(this::resolveCredentials);
	}

	/**
	 * Tell that a service refused credentials, with {@code ExpiredToken} for example. If
	 * they are still the present ones, the next call gets new ones. By default does
	 * nothing.
	 * @param rejected the credentials that were refused
	 */
	default void invalidate(Credentials rejected) {
	}

}
