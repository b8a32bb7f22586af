package io.awscredentials.test.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding as RFC 3986 has it: all but unreserved characters, in capital
 * hexadecimal digits.
 */
public final class PercentEncoding {

	private static final String HEX = "0123456789ABCDEF";

	private static final String UNRESERVED = "-_.~";

	private PercentEncoding() {
	}

	/**
	 * Encode a text.
	 * @param text the text
	 * @param keep further characters that stay as they are
	 * @return the encoded text
	 */
	public static String encode(String text, String keep) {
		StringBuilder encoded = new StringBuilder();
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			char character = (char) (octet & 0xFF);
			if (isUnreserved(character) || keep.indexOf(character) >= 0) {
				encoded.append(character);
			}
			else {
				encoded.append('%').append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xF));
			}
		}
		return encoded.toString();
	}

	/**
	 * Decode a text; a percent sign that encodes nothing stays.
	 * @param text the encoded text
	 * @return the decoded text
	 */
	public static String decode(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length());
		byte[] octets = text.getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < octets.length; i++) {
			if (octets[i] == '%' && i + 2 < octets.length && digit(octets[i + 1]) >= 0 && digit(octets[i + 2]) >= 0) {
				decoded.write(digit(octets[i + 1]) << 4 | digit(octets[i + 2]));
				i += 2;
			}
			else {
				decoded.write(octets[i]);
			}
		}
		return decoded.toString(StandardCharsets.UTF_8);
	}

	static String decodeForm(String text) {
		return decode(text.replace('+', ' '));
	}

	private static boolean isUnreserved(char character) {
		return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z')
				|| (character >= '0' && character <= '9') || UNRESERVED.indexOf(character) >= 0;
	}

	private static int digit(byte octet) {
		return Character.digit(octet, 16);
	}

}
