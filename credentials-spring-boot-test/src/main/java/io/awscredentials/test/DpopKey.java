package io.awscredentials.test;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key of the curve P-256, as {@code aws login} makes one for its proofs of possession.
 */
final class DpopKey {

	static final int COORDINATE_LENGTH = 32;

	// RFC 5915: version 1 and the private key; then the curve and the public point.
	private static final String SEC1_START = "30770201010420";

	private static final String SEC1_MIDDLE = "a00a06082a8648ce3d030107a144034200" + "04";

	private final KeyPair pair;

	private DpopKey(KeyPair pair) {
		this.pair = pair;
	}

	static DpopKey generate() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return new DpopKey(generator.generateKeyPair());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has the curve P-256", ex);
		}
	}

	KeyPair pair() {
		return this.pair;
	}

	byte[] x() {
		return fixedLength(((ECPublicKey) this.pair.getPublic()).getW().getAffineX());
	}

	byte[] y() {
		return fixedLength(((ECPublicKey) this.pair.getPublic()).getW().getAffineY());
	}

	String thumbprint() {
		return thumbprint(x(), y());
	}

	static String thumbprint(byte[] x, byte[] y) {
		return HexFormat.of().formatHex(x) + "." + HexFormat.of().formatHex(y);
	}

	String toPem() {
		HexFormat hex = HexFormat.of();
		String der = SEC1_START + hex.formatHex(fixedLength(((ECPrivateKey) this.pair.getPrivate()).getS()))
				+ SEC1_MIDDLE + hex.formatHex(x()) + hex.formatHex(y());
		return "-----BEGIN EC PRIVATE KEY-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(hex.parseHex(der))
				+ "\n-----END EC PRIVATE KEY-----\n";
	}

	private static byte[] fixedLength(BigInteger number) {
		byte[] bytes = number.toByteArray();
		byte[] fixed = new byte[COORDINATE_LENGTH];
		// A sign in front is cut off, and what is short is filled up in front.
		byte[] magnitude = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - COORDINATE_LENGTH), bytes.length);
		System.arraycopy(magnitude, 0, fixed, COORDINATE_LENGTH - magnitude.length, magnitude.length);
		return fixed;
	}

}
