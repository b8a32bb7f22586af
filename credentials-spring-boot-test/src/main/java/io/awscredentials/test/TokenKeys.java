package io.awscredentials.test;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.test.http.Json;

/**
 * The keys that an account's tokens are signed with, by the IDs that AWS gives them.
 *
 * @param rsa signs with {@code RS256}
 * @param ec signs with {@code ES384}
 */
record TokenKeys(KeyPair rsa, KeyPair ec) {

	private static final String RSA_ID = "RSA_0";

	private static final String EC_ID = "EC384_0";

	private static final int COORDINATE = 48;

	static TokenKeys generate() {
		try {
			KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
			rsa.initialize(2048);
			KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
			ec.initialize(new ECGenParameterSpec("secp384r1"));
			return new TokenKeys(rsa.generateKeyPair(), ec.generateKeyPair());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JDK lacks what the tokens of AWS are signed with", ex);
		}
	}

	/**
	 * Sign claims.
	 * @param algorithm the algorithm, {@code RS256} or {@code ES384}
	 * @param claims the claims, as JSON
	 * @return the token
	 */
	String sign(String algorithm, String claims) {
		boolean rsa = algorithm.equals("RS256");
		Map<String, String> header = new LinkedHashMap<>();
		header.put("kid", (rsa) ? RSA_ID : EC_ID);
		header.put("typ", "JWT");
		header.put("alg", algorithm);
		String signed = base64(Json.write(header)) + "." + base64(claims);
		try {
			Signature signature = Signature.getInstance((rsa) ? "SHA256withRSA" : "SHA384withECDSAinP1363Format");
			signature.initSign((rsa) ? this.rsa.getPrivate() : this.ec.getPrivate());
			signature.update(signed.getBytes(StandardCharsets.US_ASCII));
			return signed + "." + base64(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The claims can't be signed", ex);
		}
	}

	/**
	 * Return the public keys as AWS publishes them.
	 * @return the key set, as JSON
	 */
	String keySet() {
		RSAPublicKey rsa = (RSAPublicKey) this.rsa.getPublic();
		ECPublicKey ec = (ECPublicKey) this.ec.getPublic();
		Map<String, String> rsaKey = new LinkedHashMap<>();
		rsaKey.put("e", base64(unsigned(rsa.getPublicExponent())));
		rsaKey.put("kid", RSA_ID);
		rsaKey.put("kty", "RSA");
		rsaKey.put("n", base64(unsigned(rsa.getModulus())));
		rsaKey.put("use", "sig");
		Map<String, String> ecKey = new LinkedHashMap<>();
		ecKey.put("alg", "ES384");
		ecKey.put("crv", "P-384");
		ecKey.put("kid", EC_ID);
		ecKey.put("kty", "EC");
		ecKey.put("use", "sig");
		ecKey.put("x", base64(padded(unsigned(ec.getW().getAffineX()))));
		ecKey.put("y", base64(padded(unsigned(ec.getW().getAffineY()))));
		return Json.write(Map.of("keys", List.of(rsaKey, ecKey)));
	}

	private static byte[] unsigned(BigInteger number) {
		byte[] bytes = number.toByteArray();
		boolean sign = bytes.length > 1 && bytes[0] == 0;
		return (sign) ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
	}

	private static byte[] padded(byte[] coordinate) {
		byte[] padded = new byte[COORDINATE];
		System.arraycopy(coordinate, 0, padded, COORDINATE - coordinate.length, coordinate.length);
		return padded;
	}

	private static String base64(String text) {
		return base64(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	@Override
	public String toString() {
		return "TokenKeys";
	}

}
