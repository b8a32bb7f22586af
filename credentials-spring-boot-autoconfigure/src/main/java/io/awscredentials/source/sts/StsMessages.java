package io.awscredentials.source.sts;

import java.util.List;

/**
 * Makes what STS says fit to be shown: STS quotes parameters it does not like.
 */
final class StsMessages {

	private static final int MAX_LENGTH = 500;

	private static final String MASK = "********";

	/** Nothing shorter is secret; an MFA code has six digits. */
	private static final int MIN_SECRET = 6;

	/** A shorter piece of a secret is no secret, but may well be an ordinary word. */
	private static final int MIN_PIECE = 8;

	private static final String SEPARATORS = " '\"()[]{}<>,;";

	private StsMessages() {
	}

	/**
	 * Mask secrets and pieces of them, drop control characters and cut what is too long.
	 * @param text the text
	 * @param secrets the secrets
	 * @return what may be shown
	 */
	static String clean(String text, List<String> secrets) {
		String masked = text;
		for (String secret : secrets) {
			masked = (secret.length() < MIN_SECRET) ? masked : masked.replace(secret, MASK);
		}
		StringBuilder clean = new StringBuilder();
		int start = 0;
		for (int i = 0; i <= masked.length(); i++) {
			char c = (i < masked.length()) ? masked.charAt(i) : ' ';
			if (SEPARATORS.indexOf(c) != -1 || Character.isISOControl(c)) {
				clean.append(word(masked.substring(start, i), secrets)).append((Character.isISOControl(c)) ? ' ' : c);
				start = i + 1;
			}
		}
		String result = clean.toString().strip();
		return (result.length() > MAX_LENGTH) ? result.substring(0, MAX_LENGTH) + "..." : result;
	}

	private static String word(String word, List<String> secrets) {
		// STS cuts a long value off and says so with dots.
		int end = word.length();
		while (end > 0 && word.charAt(end - 1) == '.') {
			end--;
		}
		String bare = word.substring(0, end);
		boolean piece = bare.length() >= MIN_PIECE && secrets.stream().anyMatch((secret) -> secret.contains(bare));
		return (piece) ? MASK + word.substring(end) : word;
	}

}
