package io.awscredentials.source.sts;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * Makes up names of role sessions, which show in the logs of AWS who it was.
 *
 * @hidden
 */
public final class SessionNames {

	private static final String DEFAULT_BASE = "credentials-spring-boot";

	private static final int MAX_LENGTH = 64;

	private SessionNames() {
	}

	/**
	 * Make up a name: that of the application, as far as STS allows its characters, and a
	 * random part that tells its instances apart.
	 * @param application the name of the application, or {@code null}
	 * @return a name that STS accepts
	 */
	public static String create(@Nullable String application) {
		String base = (application == null || application.isBlank()) ? DEFAULT_BASE : application.strip();
		String random = "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
		StringBuilder name = new StringBuilder();
		base.chars().limit(MAX_LENGTH - random.length()).forEach((c) -> name.append(isAllowed(c) ? (char) c : '-'));
		return name.append(random).toString();
	}

	/**
	 * Return whether STS accepts a name.
	 * @param name the name
	 * @return whether it has from 2 to 64 of the characters that are allowed
	 */
	public static boolean isValid(String name) {
		return name.length() >= 2 && name.length() <= MAX_LENGTH && name.chars().allMatch(SessionNames::isAllowed);
	}

	private static boolean isAllowed(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_+=,.@-".indexOf(c) != -1;
	}

}
