package io.awscredentials.actuate;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which keys have a secret for their value. All spellings of a key are the same
 * here: its letters and digits count, in lower case.
 */
final class SecretKeys {

	private static final String PREFIX = "awscredentials";

	// The end of a key below our prefix. An external ID is kept to oneself, but is often
	// a word that is found everywhere.
	private static final Set<String> WORDS = Set.of("externalid");

	private static final Set<String> SECRETS = Set.of("accesskeyid", "secretaccesskey", "sessiontoken",
			"authorizationtoken", "totpsecret", "privatekeypassword", "vaulttoken");

	private static final Set<String> AWS_KEYS = Set.of("awsaccesskeyid", "awsaccesskey", "awssecretaccesskey",
			"awssecretkey", "awssessiontoken", "awssecuritytoken", "awscontainerauthorizationtoken", "vaulttoken");

	private static final Set<String> PROXIES = Set.of("httpsproxy", "httpproxy", "allproxy");

	/** In whatever property: an SSL bundle may have the key itself, not its file. */
	private static final String PRIVATE_KEY = "PRIVATE KEY-----";

	private static final Pattern USER_INFO = Pattern.compile("://.*@", Pattern.DOTALL);

	private static final Pattern QUERY = Pattern.compile("://.*[?#]", Pattern.DOTALL);

	private SecretKeys() {
	}

	static String uniform(String key) {
		StringBuilder uniform = new StringBuilder(key.length());
		for (int i = 0; i < key.length(); i++) {
			char character = key.charAt(i);
			if (Character.isLetterOrDigit(character)) {
				uniform.append(character);
			}
		}
		return uniform.toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return whether a property is to be masked.
	 * @param uniform its uniform key
	 * @param value its value
	 * @return whether it is a secret, or has one in it
	 */
	static boolean isSecret(String uniform, String value) {
		// The variables of a process and its arguments are often the way to hand it a
		// secret.
		return isUnmistakable(uniform, value)
				|| (uniform.startsWith(PREFIX) && (WORDS.stream().anyMatch(uniform::endsWith)
						|| uniform.contains("processcommand") || uniform.contains("processenvironment")));
	}

	/**
	 * Return whether a property is so much of a secret that its value is one wherever
	 * else it is found.
	 * @param uniform its uniform key
	 * @param value its value
	 * @return whether it is
	 */
	static boolean isUnmistakable(String uniform, String value) {
		if (AWS_KEYS.contains(uniform) || value.contains(PRIVATE_KEY)) {
			return true;
		}
		if (uniform.startsWith(PREFIX) && SECRETS.stream().anyMatch(uniform::endsWith)) {
			return true;
		}
		boolean aws = uniform.startsWith("aws");
		return ((aws || PROXIES.contains(uniform)) && USER_INFO.matcher(value).find())
				|| (aws && QUERY.matcher(value).find());
	}

}
