package io.awscredentials.internal;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Takes the codes that persons give in answer to MFA challenges.
 */
@FunctionalInterface
public interface MfaAnswers {

	/**
	 * Answer the pending challenge of a provider, or of one that it starts from, and
	 * refresh with the code.
	 * @param provider the name of the provider
	 * @param tokenCode the code
	 * @return a future that completes once the refresh has ended, well or not; or
	 * {@code null} if no challenge is pending
	 */
	@Nullable CompletableFuture<?> answer(String provider, String tokenCode);

}
