package io.awscredentials.http.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.awscredentials.Credentials;

/**
 * The key that signs for one day, region and service with one set of credentials. As
 * secret as these. Immutable and thread-safe.
 */
final class SigningKey {

	private static final String ALGORITHM = "HmacSHA256";

	private final Credentials credentials;

	private final String date;

	private final SecretKeySpec key;

	private SigningKey(Credentials credentials, String date, SecretKeySpec key) {
		this.credentials = credentials;
		this.date = date;
		this.key = key;
	}

	static SigningKey derive(Credentials credentials, String date, String region, String service) {
		byte[] secret = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
		byte[] key = hmac(key(secret), date);
		key = hmac(key(key), region);
		key = hmac(key(key), service);
		return new SigningKey(credentials, date, key(hmac(key(key), "aws4_request")));
	}

	/**
	 * Return whether this is the key of credentials on a day. Providers give the same
	 * instance until they have others.
	 * @param credentials the credentials
	 * @param date the day
	 * @return whether it is
	 */
	boolean isOf(Credentials credentials, String date) {
		return this.credentials == credentials && this.date.equals(date);
	}

	String sign(String stringToSign) {
		return HexFormat.of().formatHex(hmac(this.key, stringToSign));
	}

	private static SecretKeySpec key(byte[] bytes) {
		return new SecretKeySpec(bytes, ALGORITHM);
	}

	private static byte[] hmac(SecretKeySpec key, String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + " is not available", ex);
		}
	}

}
