package io.awscredentials.source.sso;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * A private key on the curve P-256, and the proofs that whoever has a refresh token also
 * has the key it is bound to (RFC 9449, with ES256).
 */
final class DpopKey {

	private static final int COORDINATE = 32;

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final PrivateKey key;

	private final ECPoint point;

	private DpopKey(PrivateKey key, ECPoint point) {
		this.key = key;
		this.point = point;
	}

	/**
	 * Read a key.
	 * @param pem the key as PEM, in the form of SEC 1 or of PKCS #8, not encrypted
	 * @return the key
	 * @throws IllegalArgumentException if it is not such a key; the message says in what
	 * way
	 */
	static DpopKey parse(String pem) {
		BigInteger scalar = EcPrivateKeyPem.scalar(pem);
		ECPoint point = P256.publicPoint(scalar);
		try {
			return new DpopKey(
					KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, P256.PARAMETERS)), point);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
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
		String jwk = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + coordinate(this.point.getAffineX()) + "\",\"y\":\""
				+ coordinate(this.point.getAffineY()) + "\"}";
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
			signature.initSign(this.key);
			signature.update(content);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Always 32 bytes, where {@link BigInteger} has as few as it can, or a sign. */
	private static String coordinate(BigInteger value) {
		byte[] bytes = value.toByteArray();
		byte[] padded = new byte[COORDINATE];
		int length = Math.min(bytes.length, COORDINATE);
		System.arraycopy(bytes, bytes.length - length, padded, COORDINATE - length, length);
		return encode(padded);
	}

	private static String encode(byte[] bytes) {
		return BASE64.encodeToString(bytes);
	}

	@Override
	public String toString() {
		return "DpopKey";
	}

}
