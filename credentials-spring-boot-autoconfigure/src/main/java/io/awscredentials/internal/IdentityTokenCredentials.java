package io.awscredentials.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

import io.awscredentials.Credentials;

/**
 * How an identity token goes through the engine, which keeps credentials: as the secret
 * of a set that never leaves it, under a fingerprint that tells one token from the next.
 */
public final class IdentityTokenCredentials {

	private static final int FINGERPRINT = 20;

	private IdentityTokenCredentials() {
	}

	/**
	 * Wrap a token.
	 * @param token the token
	 * @param expiration when it expires
	 * @return the token as credentials
	 */
	public static Credentials of(String token, Instant expiration) {
		return new Credentials(fingerprint(token), token, null, expiration, null);
	}

	/**
	 * Return the token.
	 * @param credentials the token as credentials
	 * @return the token
	 */
	public static String token(Credentials credentials) {
		return credentials.secretAccessKey();
	}

	private static String fingerprint(String token) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

}
