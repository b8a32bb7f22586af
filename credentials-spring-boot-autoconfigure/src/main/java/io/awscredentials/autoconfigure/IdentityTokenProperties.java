package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tokens that tell services outside AWS who the application is.
 *
 * @param identityToken What the tokens say, by the name of an HTTP service group or any
 * other name.
 */
@ConfigurationProperties("aws.credentials")
record IdentityTokenProperties(@DefaultValue Map<String, IdentityToken> identityToken) {

	static final String GROUP = "identity-token";

	@Override
	public String toString() {
		return "IdentityTokenProperties" + this.identityToken.keySet();
	}

	/**
	 * A token of one name.
	 *
	 * @param audience Services that the token is for, as they call themselves.
	 * @param algorithm Algorithm that the token is signed with.
	 * @param duration Lifetime of the token, from a minute to an hour.
	 * @param tags Claims that the token has beside those about the caller.
	 * @param provider Name of the provider whose credentials ask for the token.
	 * @param region Region whose STS is asked; that of the provider if not set.
	 * @param hosts Hosts that the token is sent to, with a port if it is to be that one,
	 * or as in '*.example.com'.
	 */
	record IdentityToken(@Nullable List<String> audience, @DefaultValue("RS256") Algorithm algorithm,
			@DefaultValue("5m") Duration duration, @Nullable Map<String, String> tags, @Nullable String provider,
			@Nullable String region, @Nullable List<String> hosts) {
	}

	/**
	 * What tokens are signed with.
	 */
	enum Algorithm {

		/** RSA with SHA-256, which everybody understands. */
		RS256,

		/** ECDSA with the curve P-384 and SHA-384. */
		ES384

	}

}
