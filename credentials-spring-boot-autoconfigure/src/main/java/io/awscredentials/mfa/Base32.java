package io.awscredentials.mfa;

import java.io.ByteArrayOutputStream;

/**
 * Reads base32 (RFC 4648) as people copy it: in either case, with or without padding,
 * with white space and hyphens in it.
 */
final class Base32 {

	private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private Base32() {
	}

	/**
	 * Decode a text.
	 * @param text the text
	 * @return the bytes
	 * @throws IllegalArgumentException if it is not base32, or empty; the message does
	 * not quote it
	 */
	static byte[] decode(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int buffer = 0;
		int bits = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '=' || c == '-' || Character.isWhitespace(c)) {
				continue;
			}
			int digit = DIGITS.indexOf(Character.toUpperCase(c));
			if (digit == -1) {
				throw new IllegalArgumentException("it is not base32");
			}
			buffer = ((buffer << 5) | digit) & 0xfff;
			bits += 5;
			if (bits >= 8) {
				bits -= 8;
				bytes.write(buffer >> bits);
			}
		}
		if (bytes.size() == 0) {
			throw new IllegalArgumentException("it is empty");
		}
		return bytes.toByteArray();
	}

}
