package io.awscredentials.source;

import org.jspecify.annotations.Nullable;

/**
 * The ID of an AWS account in text from outside. It is shown in logs and by the actuator,
 * so nothing else may pass for one.
 */
public final class AccountId {

	private static final int LENGTH = 12;

	private AccountId() {
	}

	/**
	 * Return an account ID.
	 * @param text the text, or {@code null}
	 * @return the text, or {@code null} if it is not twelve digits
	 */
	public static @Nullable String of(@Nullable String text) {
		boolean valid = text != null && text.length() == LENGTH && text.chars().allMatch((c) -> c >= '0' && c <= '9');
		return (valid) ? text : null;
	}

}
