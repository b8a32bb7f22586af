package io.awscredentials.source.sso;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * A key pair on the curve P-256 in PEM: {@code EC PRIVATE KEY} as SEC 1 has it (RFC
 * 5915), which is what {@code aws login} writes, or {@code PRIVATE KEY} as PKCS #8 has it
 * (RFC 5958). Either has to hold the public key, too. None of the messages shows a part
 * of the key.
 *
 * @param key the private key
 * @param point the public key: its coordinates, 32 bytes each
 */
record EcPrivateKeyPem(PrivateKey key, byte[] point) {

	/** The version and the algorithm of a key of this curve in PKCS #8. */
	private static final byte[] PKCS8_START = hex("020100301306072a8648ce3d020106082a8648ce3d030107");

	/** What comes before the point in the encoding of a public key of this curve. */
	private static final byte[] SPKI_START = hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

	/** What comes before the point where a private key ends with it. */
	private static final byte[] POINT_START = hex("a14403420004");

	private static final int POINT_LENGTH = 64;

	/**
	 * Read a key pair.
	 * @param pem the text, in which other blocks may come before the key
	 * @return the key pair
	 * @throws IllegalArgumentException if there is none
	 */
	static EcPrivateKeyPem parse(String pem) {
		// Some have written the line breaks as they stand in a string of a program.
		String text = pem.replace("\\n", "\n");
		byte[] sec1 = block(text, "EC PRIVATE KEY");
		byte[] pkcs8 = (sec1 != null) ? tagged(0x30, concat(PKCS8_START, tagged(0x04, sec1)))
				: block(text, "PRIVATE KEY");
		if (pkcs8 == null) {
			throw new IllegalArgumentException("it is not an unencrypted private key as PEM");
		}
		byte[] point = point(pkcs8);
		try {
			KeyFactory factory = KeyFactory.getInstance("EC");
			PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
			if (isPair(key, factory.generatePublic(new X509EncodedKeySpec(concat(SPKI_START, point))))) {
				return new EcPrivateKeyPem(key, point);
			}
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			// Its message may quote the key.
		}
		throw new IllegalArgumentException("it is not a private key of the curve P-256 with its public key");
	}

	private static byte @Nullable [] block(String text, String label) {
		String header = "-----BEGIN " + label + "-----";
		int begin = text.indexOf(header);
		if (begin < 0) {
			return null;
		}
		// Its dashes may not be the header's.
		int start = begin + header.length();
		int end = text.indexOf("-----END " + label + "-----", start);
		if (end < 0) {
			return null;
		}
		try {
			return Base64.getDecoder().decode(text.substring(start, end).replaceAll("\\s", ""));
		}
		catch (IllegalArgumentException ex) {
			// Encrypted, or broken; the message of the decoder quotes.
			return null;
		}
	}

	private static byte[] point(byte[] pkcs8) {
		int start = pkcs8.length - POINT_LENGTH;
		int before = start - POINT_START.length;
		if (before < 0 || !Arrays.equals(pkcs8, before, start, POINT_START, 0, POINT_START.length)) {
			throw new IllegalArgumentException("it is not a private key of the curve P-256 with its public key");
		}
		return Arrays.copyOfRange(pkcs8, start, pkcs8.length);
	}

	/** Another curve, or the public key of another one, would not verify. */
	private static boolean isPair(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(key);
		signature.update(SPKI_START);
		byte[] signed = signature.sign();
		signature.initVerify(publicKey);
		signature.update(SPKI_START);
		return signature.verify(signed);
	}

	private static byte[] tagged(int tag, byte[] content) {
		String length = (content.length < 0x80) ? "%02x" : "81%02x";
		return concat(hex(("%02x" + length).formatted(tag, content.length & 0xFF)), content);
	}

	private static byte[] concat(byte[] first, byte[] second) {
		byte[] all = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, all, first.length, second.length);
		return all;
	}

	private static byte[] hex(String hex) {
		return HexFormat.of().parseHex(hex);
	}

	@Override
	public String toString() {
		return "EcPrivateKeyPem";
	}

}
