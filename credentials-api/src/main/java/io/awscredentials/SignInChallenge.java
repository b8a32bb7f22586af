package io.awscredentials;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A request to a person to sign in, in a browser on whatever device, and to confirm a
 * code there. All of it is meant to be seen by that person.
 *
 * @param verificationUri the address to open
 * @param verificationUriComplete the address that has the code in it already, or
 * {@code null}
 * @param userCode the code to confirm
 * @param expiresAt when the code stops working
 * @since 0.1.0
 */
public record SignInChallenge(String verificationUri, @Nullable String verificationUriComplete, String userCode,
		Instant expiresAt) {

	/**
	 * Return the address to open for the least typing.
	 * @return the address with the code in it where there is one
	 */
	public String link() {
		return (this.verificationUriComplete != null) ? this.verificationUriComplete : this.verificationUri;
	}

}
