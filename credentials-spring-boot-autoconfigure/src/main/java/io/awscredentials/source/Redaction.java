package io.awscredentials.source;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from outside fit for a message or the log: on one line, and without what
 * nobody may see.
 */
public final class Redaction {

	private static final String MASK = "****";

	private static final int MAX_LENGTH = 300;

	/** An access key ID has that many characters, secrets and tokens have more. */
	private static final int KEY_LENGTH = 20;

	/** As far as the last at sign: a password may hold what should have been encoded. */
	private static final Pattern USER_INFO = Pattern.compile("^((?!(?:jar:)?file:)[^/]*//).*@", Pattern.DOTALL);

	private static final Pattern QUERY = Pattern.compile("(?<=[?#]).+", Pattern.DOTALL);

	private Redaction() {
	}

	/**
	 * Return a name or path as it may be shown: it forges no line of the log, and sends
	 * nothing to a terminal.
	 * @param text the text
	 * @return the text with a question mark in place of each character that breaks a line
	 * or can't be seen
	 */
	public static String onOneLine(String text) {
		StringBuilder shown = new StringBuilder(text);
		for (int i = 0; i < shown.length(); i++) {
			if (isInvisible(shown.charAt(i))) {
				shown.setCharAt(i, '?');
			}
		}
		return shown.toString();
	}

	private static boolean isInvisible(char c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
			default -> false;
		};
	}

	/**
	 * Return a URL or path as it may be shown: without user, password and query.
	 * @param location the location
	 * @return the location with a mask in their place
	 */
	public static String location(String location) {
		String masked = USER_INFO.matcher(location).replaceFirst("$1" + MASK + "@");
		return onOneLine(QUERY.matcher(masked).replaceAll(MASK));
	}

	/**
	 * Return text of a service's answer as it may be shown: not long, and with nothing in
	 * it that looks like a key or a token. ARNs stay readable.
	 * @param text the text
	 * @param sent a secret that was sent to the service and may be in what it says, or
	 * {@code null}
	 * @return the text on one line, shortened if it is long
	 */
	public static String of(String text, @Nullable String sent) {
		String masked = (sent != null && !sent.isBlank()) ? text.replace(sent, MASK) : text;
		StringBuilder shown = new StringBuilder();
		StringBuilder word = new StringBuilder();
		for (int i = 0; i <= masked.length() && shown.length() <= MAX_LENGTH; i++) {
			char c = (i < masked.length()) ? masked.charAt(i) : ' ';
			if (Character.isWhitespace(c) || isInvisible(c)) {
				append(shown, word);
			}
			else {
				word.append(c);
			}
		}
		return (shown.length() > MAX_LENGTH) ? shown.substring(0, MAX_LENGTH) + "..." : shown.toString();
	}

	private static void append(StringBuilder shown, StringBuilder word) {
		if (!word.isEmpty()) {
			shown.append((shown.isEmpty()) ? "" : " ").append(mask(word.toString()));
			word.setLength(0);
		}
	}

	private static String mask(String word) {
		if (word.contains("arn:")) {
			return word;
		}
		StringBuilder masked = new StringBuilder();
		int start = 0;
		for (int end = 0; end <= word.length(); end++) {
			if (end == word.length() || !isOfKey(word.charAt(end))) {
				String part = word.substring(start, end);
				masked.append((looksSecret(part)) ? MASK : part);
				masked.append((end < word.length()) ? word.substring(end, end + 1) : "");
				start = end + 1;
			}
		}
		return masked.toString();
	}

	private static boolean isOfKey(char c) {
		return Character.isLetterOrDigit(c) || "+/=_-".indexOf(c) >= 0;
	}

	/**
	 * Names of roles and request IDs are long, too, but without capitals or with dashes.
	 */
	private static boolean looksSecret(String part) {
		return part.length() >= KEY_LENGTH && part.chars().anyMatch(Character::isDigit)
				&& (part.chars().anyMatch(Character::isUpperCase) || part.indexOf('-') == -1);
	}

}
