package io.awscredentials.source.basic;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;

/**
 * Reads credentials from values that have names, as AWS's SDK for Java does: trimmed, and
 * blank counts as unset.
 *
 * @param source the name of the source that reads
 * @param kind what the names are, {@code "environment variable"} for example
 * @param accessKeyId the name of the access key ID
 * @param secretAccessKey the name of the secret access key
 * @param sessionToken the name of the session token
 * @param accountId the name of the account ID
 */
record NamedValues(String source, String kind, String accessKeyId, String secretAccessKey, String sessionToken,
		String accountId) {

	Credentials read(EnvironmentVariables values) {
		String id = values.getText(this.accessKeyId);
		String secret = values.getText(this.secretAccessKey);
		if (id == null && secret == null) {
			throw new CredentialsException(CredentialsErrorCode.NOT_FOUND, this.source,
					"The " + this.kind + " " + this.accessKeyId + " is not set");
		}
		if (id == null) {
			throw half(this.accessKeyId, this.secretAccessKey);
		}
		if (secret == null) {
			throw half(this.secretAccessKey, this.accessKeyId);
		}
		return new Credentials(id, secret, values.getText(this.sessionToken), null, values.getText(this.accountId));
	}

	private CredentialsException half(String missing, String present) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, this.source,
				"The " + this.kind + " " + present + " is set, but " + missing + " is not")
			.withAdvice("Set both of them, or neither");
	}

}
