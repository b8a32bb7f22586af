package io.awscredentials.actuate;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds keys of secrets inside of texts: command lines, options of the virtual machine
 * and JSON.
 */
final class SecretTexts {

	private static final Pattern ASSIGNMENT = Pattern
		.compile("(?<![\\w.\\[\\]-])([\\w.\\[\\]-]++)[\"']?\\s*+[=:]\\s*+[\"']?(?=(\\S{0,300}))");

	// The keys of nested objects in the order in which they come, whatever is in between.
	private static final Pattern NESTED = Pattern
		.compile("aws.*(accesskeyid|secretaccesskey|sessiontoken|credentials.*(authorizationtoken|totpsecret"
				+ "|privatekeypassword|externalid|process.*(command|environment)))");

	private SecretTexts() {
	}

	/**
	 * Return whether a text sets a property that is to be masked.
	 * @param text the text
	 * @param named the uniform keys of further properties to be masked
	 * @return whether there is a key of one
	 */
	static boolean holdSecret(String text, Set<String> named) {
		if (text.startsWith("{") && NESTED.matcher(SecretKeys.uniform(text)).find()) {
			return true;
		}
		Matcher assignments = ASSIGNMENT.matcher(text);
		while (assignments.find()) {
			String key = SecretKeys.uniform(assignments.group(1).replaceFirst("^-+D?", ""));
			if (named.contains(key) || SecretKeys.isSecret(key, assignments.group(2))) {
				return true;
			}
		}
		return false;
	}

}
