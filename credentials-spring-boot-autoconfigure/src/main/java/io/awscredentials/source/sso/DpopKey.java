package io.awscredentials.source.sso;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * A private key on the curve P-256, and the proofs that whoever has a refresh token also
 * has the key it is bound to (RFC 9449, with ES256).
 */
final class DpopKey {

	private static final int COORDINATE = 32;

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final EcPrivateKeyPem key;

	private DpopKey(EcPrivateKeyPem key) {
		this.key = key;
	}

	/**
	 * Read a key.
	 * @param pem the key as PEM, in the form of SEC 1 or of PKCS #8, not encrypted
	 * @return the key
	 * @throws IllegalArgumentException if it is not such a key; the message says in what
	 * way
	 */
	static DpopKey parse(String pem) {
		return new DpopKey(EcPrivateKeyPem.parse(pem));
	}

	/**
	 * Return a proof for one request.
	 * @param method the method of the request
	 * @param uri its URI, without query
	 * @param id what makes the proof unique
	 * @param now the time
	 * @return the signed JWT
	 */
	String proof(String method, URI uri, String id, Instant now) {
		byte[] point = this.key.point();
		String jwk = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + encode(Arrays.copyOf(point, COORDINATE))
				+ "\",\"y\":\"" + encode(Arrays.copyOfRange(point, COORDINATE, point.length)) + "\"}";
		String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + jwk + "}";
		String claims = "{\"jti\":\"" + id + "\",\"htm\":\"" + method + "\",\"htu\":\"" + uri + "\",\"iat\":"
				+ now.getEpochSecond() + "}";
		String content = encode(header.getBytes(StandardCharsets.UTF_8)) + "."
				+ encode(claims.getBytes(StandardCharsets.UTF_8));
		return content + "." + encode(sign(content.getBytes(StandardCharsets.US_ASCII)));
	}

	private byte[] sign(byte[] content) {
		try {
			Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
			signature.initSign(this.key.key());
			signature.update(content);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String encode(byte[] bytes) {
		return BASE64.encodeToString(bytes);
	}

	@Override
	public String toString() {
		return "DpopKey";
	}

}
