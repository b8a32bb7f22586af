package io.awscredentials.test;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes the little DER that certificates are made of.
 */
final class Der {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private Der() {
	}

	static byte[] sequence(byte[]... elements) {
		return of(0x30, concat(elements));
	}

	static byte[] set(byte[]... elements) {
		return of(0x31, concat(elements));
	}

	static byte[] integer(BigInteger value) {
		return of(0x02, value.toByteArray());
	}

	static byte[] bool(boolean value) {
		return of(0x01, new byte[] { (byte) (value ? 0xFF : 0) });
	}

	static byte[] text(String value) {
		return of(0x0C, value.getBytes(StandardCharsets.UTF_8));
	}

	static byte[] octets(byte[] value) {
		return of(0x04, value);
	}

	/**
	 * Write bits.
	 * @param unused how many bits of the last byte do not count
	 * @param value the bytes
	 * @return the bit string
	 */
	static byte[] bits(int unused, byte... value) {
		return of(0x03, concat(new byte[] { (byte) unused }, value));
	}

	static byte[] time(Instant time) {
		return of(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
	}

	static byte[] oid(String oid) {
		String[] arcs = oid.split("\\.");
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
		for (int i = 2; i < arcs.length; i++) {
			int arc = Integer.parseInt(arcs[i]);
			for (int shift = 28; shift > 0; shift -= 7) {
				if (arc >>> shift != 0) {
					out.write(0x80 | ((arc >>> shift) & 0x7F));
				}
			}
			out.write(arc & 0x7F);
		}
		return of(0x06, out.toByteArray());
	}

	/**
	 * Write an element with its tag, length and content.
	 * @param tag the tag
	 * @param content the content
	 * @return the element
	 */
	static byte[] of(int tag, byte[] content) {
		byte[] length;
		if (content.length < 0x80) {
			length = new byte[] { (byte) content.length };
		}
		else if (content.length < 0x100) {
			length = new byte[] { (byte) 0x81, (byte) content.length };
		}
		else {
			length = new byte[] { (byte) 0x82, (byte) (content.length >> 8), (byte) content.length };
		}
		return concat(new byte[] { (byte) tag }, length, content);
	}

	private static byte[] concat(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

}
