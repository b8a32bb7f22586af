package io.awscredentials.source.basic;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.source.AccountId;
import io.awscredentials.source.KeyChecks;
import org.jspecify.annotations.Nullable;

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
		String token = values.getText(this.sessionToken);
		String account = values.getText(this.accountId);
		check(this.accessKeyId, id);
		check(this.secretAccessKey, secret);
		check(this.sessionToken, token);
		if (account != null && AccountId.of(account) == null) {
			throw failure(this.accountId + " has not the 12 digits of an account ID",
					"Correct " + this.accountId + ", or remove it");
		}
		return new Credentials(id, secret, token, null, account);
	}

	private void check(String name, @Nullable String value) {
		String problem = KeyChecks.problem(value);
		if (problem != null) {
			throw failure(name + " " + problem, "Set " + name + " anew, without that character");
		}
	}

	private CredentialsException failure(String problem, String advice) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, this.source,
				"The " + this.kind + " " + problem)
			.withAdvice(advice);
	}

	private CredentialsException half(String missing, String present) {
		return failure(present + " is set, but " + missing + " is not", "Set both of them, or neither");
	}

}
