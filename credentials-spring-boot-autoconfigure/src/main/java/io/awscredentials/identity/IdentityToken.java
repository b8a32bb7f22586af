package io.awscredentials.identity;

import java.time.Instant;

/**
 * A JSON Web Token that AWS signed and that tells others who the application is.
 * {@link #toString()} does not show it.
 *
 * @param value the token, as it is sent; whoever has it can use it where its audience
 * accepts it
 * @param expiration when it expires
 * @since 0.1.0
 */
public record IdentityToken(String value, Instant expiration) {

	@Override
	public String toString() {
		return "IdentityToken[expiration=" + this.expiration + "]";
	}

}
