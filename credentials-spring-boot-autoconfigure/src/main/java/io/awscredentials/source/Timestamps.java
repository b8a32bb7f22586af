package io.awscredentials.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * Reads timestamps as AWS's services, tools and the programs of users write them.
 */
public final class Timestamps {

	private Timestamps() {
	}

	/**
	 * Read an ISO-8601 timestamp: {@code 2026-11-21T10:00:00Z}. Seconds may lack or have
	 * a fraction, and the offset may also be {@code +00:00}, {@code +0000}, {@code +00}
	 * or, as old versions of the AWS CLI wrote it, {@code UTC}. There must be one.
	 * @param text the timestamp
	 * @return the instant, or {@code null} if the text is not such a timestamp
	 */
	public static @Nullable Instant parse(String text) {
		try {
			return new Reader(text.strip()).read();
		}
		catch (DateTimeException | IndexOutOfBoundsException ex) {
			return null;
		}
	}

	/**
	 * Written by hand, since the first use of a {@code DateTimeFormatter} costs a fresh
	 * virtual machine more than all the rest of reading credentials.
	 */
	private static final class Reader {

		private static final int NANO_DIGITS = 9;

		private final String text;

		private int position;

		Reader(String text) {
			this.text = text;
		}

		Instant read() {
			int year = number(4);
			skip("-");
			int month = number(2);
			skip("-");
			int day = number(2);
			skip("Tt ");
			int hour = number(2);
			skip(":");
			int minute = number(2);
			int second = 0;
			int nano = 0;
			if (skipIf(":")) {
				second = number(2);
				nano = (skipIf(".,")) ? fraction() : 0;
			}
			ZoneOffset offset = offset();
			return LocalDateTime.of(year, month, day, hour, minute, second, nano).toInstant(offset);
		}

		private int number(int digits) {
			int value = 0;
			for (int i = 0; i < digits; i++) {
				value = value * 10 + digit();
			}
			return value;
		}

		private int digit() {
			char digit = this.text.charAt(this.position++);
			if (digit < '0' || digit > '9') {
				throw new DateTimeException("not a digit");
			}
			return digit - '0';
		}

		private int fraction() {
			int value = 0;
			int digits = 0;
			do {
				int digit = digit();
				value = (digits < NANO_DIGITS) ? value * 10 + digit : value;
				digits++;
			}
			while (Character.isDigit(this.text.charAt(this.position)));
			for (; digits < NANO_DIGITS; digits++) {
				value *= 10;
			}
			return value;
		}

		private ZoneOffset offset() {
			String rest = this.text.substring(this.position);
			if (rest.equalsIgnoreCase("Z") || rest.equals("UTC")) {
				return ZoneOffset.UTC;
			}
			boolean negative = rest.startsWith("-");
			skip("+-");
			int hours = number(2);
			int minutes = 0;
			if (this.position < this.text.length()) {
				skipIf(":");
				minutes = number(2);
			}
			if (this.position != this.text.length()) {
				throw new DateTimeException("something follows the offset");
			}
			return ZoneOffset.ofHoursMinutes((negative) ? -hours : hours, (negative) ? -minutes : minutes);
		}

		private void skip(String characters) {
			if (!skipIf(characters)) {
				throw new DateTimeException("a separator is missing");
			}
		}

		private boolean skipIf(String characters) {
			boolean found = this.position < this.text.length()
					&& characters.indexOf(this.text.charAt(this.position)) >= 0;
			this.position += (found) ? 1 : 0;
			return found;
		}

	}

}
