package io.awscredentials.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Gives the tokens of client registrations, where Spring Security is there.
 */
@FunctionalInterface
interface OAuth2Tokens {

	/**
	 * Find a client registration.
	 * @param registrationId its ID
	 * @return gives an access token by client credentials, the one from before while it
	 * is valid; {@code null} if there is no such registration
	 */
	@Nullable Supplier<String> find(String registrationId);

}
