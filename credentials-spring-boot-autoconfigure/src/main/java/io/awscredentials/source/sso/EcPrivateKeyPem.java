package io.awscredentials.source.sso;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Reads a private key on the curve P-256 from PEM: {@code EC PRIVATE KEY} as SEC 1 has it
 * (RFC 5915), which the JDK does not read, or {@code PRIVATE KEY} as PKCS #8 has it (RFC
 * 5958). None of its messages shows a part of the key.
 */
final class EcPrivateKeyPem {

	private static final int INTEGER = 0x02;

	private static final int OCTETS = 0x04;

	private static final int OID = 0x06;

	private static final int SEQUENCE = 0x30;

	private static final int PARAMETERS = 0xA0;

	private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("2a8648ce3d0201");

	private static final byte[] P_256 = HexFormat.of().parseHex("2a8648ce3d030107");

	private final byte[] der;

	private int position;

	private EcPrivateKeyPem(byte[] der) {
		this.der = der;
	}

	/**
	 * Read the private key.
	 * @param pem the text, in which other blocks may come before the key
	 * @return the private key
	 * @throws IllegalArgumentException if there is none
	 */
	static BigInteger scalar(String pem) {
		// Some have written the line breaks as they stand in a string of a program.
		String text = pem.replace("\\n", "\n");
		byte[] sec1 = block(text, "EC PRIVATE KEY");
		if (sec1 != null) {
			return new EcPrivateKeyPem(sec1).sec1();
		}
		byte[] pkcs8 = block(text, "PRIVATE KEY");
		if (pkcs8 != null) {
			return new EcPrivateKeyPem(pkcs8).pkcs8();
		}
		throw new IllegalArgumentException("it is not an unencrypted private key as PEM");
	}

	private static byte @Nullable [] block(String text, String label) {
		String header = "-----BEGIN " + label + "-----";
		int start = text.indexOf(header);
		int end = text.indexOf("-----END " + label + "-----", Math.max(start, 0));
		if (start < 0 || end < 0) {
			return null;
		}
		StringBuilder base64 = new StringBuilder();
		text.substring(start + header.length(), end)
			.chars()
			.filter((c) -> !Character.isWhitespace(c))
			.forEach((c) -> base64.append((char) c));
		try {
			return Base64.getDecoder().decode(base64.toString());
		}
		catch (IllegalArgumentException ex) {
			// Encrypted, or broken; the message of the decoder quotes.
			throw new IllegalArgumentException("it is not an unencrypted private key as PEM");
		}
	}

	private BigInteger sec1() {
		EcPrivateKeyPem key = new EcPrivateKeyPem(read(SEQUENCE));
		key.read(INTEGER);
		BigInteger scalar = new BigInteger(1, key.read(OCTETS));
		if (key.next() == PARAMETERS) {
			new EcPrivateKeyPem(key.read(PARAMETERS)).requireOid(P_256);
		}
		return scalar;
	}

	private BigInteger pkcs8() {
		EcPrivateKeyPem key = new EcPrivateKeyPem(read(SEQUENCE));
		key.read(INTEGER);
		EcPrivateKeyPem algorithm = new EcPrivateKeyPem(key.read(SEQUENCE));
		algorithm.requireOid(EC_PUBLIC_KEY);
		algorithm.requireOid(P_256);
		return new EcPrivateKeyPem(key.read(OCTETS)).sec1();
	}

	private void requireOid(byte[] oid) {
		if (next() != OID || !Arrays.equals(read(OID), oid)) {
			throw new IllegalArgumentException("it is not a key of the curve P-256");
		}
	}

	private int next() {
		return (this.position < this.der.length) ? this.der[this.position] & 0xFF : -1;
	}

	private byte[] read(int tag) {
		if (next() != tag) {
			throw broken();
		}
		this.position++;
		int length = length();
		if (length > this.der.length - this.position) {
			throw broken();
		}
		this.position += length;
		return Arrays.copyOfRange(this.der, this.position - length, this.position);
	}

	/** Up to 127 in one byte; no key needs more than two bytes after that. */
	private int length() {
		int first = octet();
		if (first < 0x80) {
			return first;
		}
		return switch (first) {
			case 0x81 -> octet();
			case 0x82 -> (octet() << 8) | octet();
			default -> throw broken();
		};
	}

	private int octet() {
		int octet = next();
		if (octet < 0) {
			throw broken();
		}
		this.position++;
		return octet;
	}

	private static IllegalArgumentException broken() {
		return new IllegalArgumentException("it is not a private key of the form of SEC 1 or PKCS #8");
	}

}
