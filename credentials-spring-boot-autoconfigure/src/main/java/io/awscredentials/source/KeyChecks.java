package io.awscredentials.source;

import org.jspecify.annotations.Nullable;

/**
 * Checks keys as people copy and type them.
 */
public final class KeyChecks {

	private KeyChecks() {
	}

	/**
	 * Return what is wrong with a key, a secret or a token that may have been copied
	 * together with what is around it: the no-break space of a web page is invisible.
	 * @param text the text, stripped
	 * @return what is wrong, to follow the name of the text, which it shows nothing of;
	 * {@code null} if nothing is
	 */
	public static @Nullable String problem(@Nullable String text) {
		if (text == null) {
			return null;
		}
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)
					|| Character.getType(c) == Character.FORMAT) {
				return "has a blank or an invisible character at position %d (U+%04X), which no key has"
					.formatted(i + 1, (int) c);
			}
		}
		return null;
	}

}
