package io.awscredentials.actuate;

import java.util.Locale;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Masks AWS credentials in {@code /env} and {@code /configprops}, whatever these are
 * allowed to show: our own properties in each of their spellings, and the variables and
 * system properties that AWS's SDKs read.
 */
public final class CredentialsSanitizingFunction implements SanitizingFunction {

	private static final String PREFIX = "aws.credentials.";

	// The endings of our keys, as they are left after lower-casing without '-' and '_'.
	private static final Set<String> SECRET_ENDINGS = Set.of("accesskeyid", "secretaccesskey", "sessiontoken",
			"authorizationtoken", "totpsecret", "externalid");

	private static final Set<String> AWS_KEYS = Set.of("awsaccesskeyid", "awssecretaccesskey", "awssessiontoken",
			"awssecuritytoken", "awscontainerauthorizationtoken", "aws.accesskeyid", "aws.secretaccesskey",
			"aws.secretkey", "aws.sessiontoken");

	@Override
	public SanitizableData apply(SanitizableData data) {
		return (data.getValue() != null && isSecret(data.getKey())) ? data.withSanitizedValue() : data;
	}

	private static boolean isSecret(String key) {
		String uniform = key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
		if (AWS_KEYS.contains(uniform)) {
			return true;
		}
		// An environment variable has no dots left to go by.
		if (!uniform.startsWith(PREFIX) && !uniform.startsWith(PREFIX.replace(".", ""))) {
			return false;
		}
		// The variables of a process and its arguments are often the way to hand it a
		// secret.
		return SECRET_ENDINGS.stream().anyMatch(uniform::endsWith) || uniform.contains("process.environment")
				|| uniform.contains("process.command") || uniform.contains("processenvironment")
				|| uniform.contains("processcommand");
	}

}
