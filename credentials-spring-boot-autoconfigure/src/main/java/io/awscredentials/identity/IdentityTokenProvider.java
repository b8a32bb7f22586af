package io.awscredentials.identity;

import java.util.concurrent.CompletableFuture;

import io.awscredentials.CredentialsException;

/**
 * Gives a token that tells others who the application is: for each name below
 * {@code aws.credentials.identity-token} there is one, to be injected by qualifier.
 * Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface IdentityTokenProvider {

	/**
	 * Return a token that has not expired. It is kept and replaced in the background
	 * before it expires: ask for it with each use, and hold on to none.
	 * @return the token
	 * @throws CredentialsException if there is none, with the code
	 * {@code IDENTITY_TOKEN_DISABLED} if the account does not issue any
	 */
	IdentityToken getToken();

	/**
	 * Return a token that has not expired, without waiting for it.
	 * @return a future of the token, or of the {@link CredentialsException} that says why
	 * there is none; cancelling it has no effect on others
	 */
	default CompletableFuture<IdentityToken> getTokenAsync() {
		return CompletableFuture.supplyAsync(this::getToken);
	}

}
