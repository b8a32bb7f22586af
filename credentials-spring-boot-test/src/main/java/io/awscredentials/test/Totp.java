package io.awscredentials.test;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of a virtual MFA device: RFC 6238 with SHA-1, six digits and steps of 30 seconds.
 */
final class Totp {

	private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private static final int STEP_SECONDS = 30;

	private final byte[] seed;

	Totp(String base32Seed) {
		this.seed = decode(base32Seed);
	}

	static long step(Instant instant) {
		return Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS);
	}

	String code(long step) {
		byte[] hash = hmac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
		int offset = hash[hash.length - 1] & 0xF;
		int binary = ByteBuffer.wrap(hash).getInt(offset) & 0x7FFFFFFF;
		return String.format(Locale.ROOT, "%06d", binary % 1_000_000);
	}

	private byte[] hmac(byte[] message) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(this.seed, "HmacSHA1"));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has HmacSHA1", ex);
		}
	}

	private static byte[] decode(String base32) {
		ByteArrayOutputStream decoded = new ByteArrayOutputStream();
		int buffer = 0;
		int bits = 0;
		for (char character : base32.toUpperCase(Locale.ROOT).replace(" ", "").replace("=", "").toCharArray()) {
			int digit = BASE32.indexOf(character);
			if (digit < 0) {
				throw new IllegalArgumentException("An MFA device's seed must be base32");
			}
			buffer = (buffer << 5 | digit) & 0xFFF;
			bits += 5;
			if (bits >= 8) {
				bits -= 8;
				decoded.write(buffer >> bits);
			}
		}
		if (decoded.size() == 0) {
			throw new IllegalArgumentException("An MFA device's seed must not be empty");
		}
		return decoded.toByteArray();
	}

}
