package io.awscredentials.source.basic;

import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.source.Timestamps;

/**
 * Reads the environment variables {@code AWS_ACCESS_KEY_ID},
 * {@code AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN}, {@code AWS_ACCOUNT_ID} and,
 * as botocore does, {@code AWS_CREDENTIAL_EXPIRATION}.
 */
public final class EnvironmentCredentialsSource implements CredentialsSource {

	private static final String EXPIRATION = "AWS_CREDENTIAL_EXPIRATION";

	private static final NamedValues VALUES = new NamedValues("Environment", "environment variable",
			"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCOUNT_ID");

	private final EnvironmentVariables environment;

	/**
	 * Create a new instance.
	 * @param environment the environment variables
	 */
	public EnvironmentCredentialsSource(EnvironmentVariables environment) {
		this.environment = environment;
	}

	@Override
	public Credentials retrieve() {
		Credentials credentials = VALUES.read(this.environment);
		String text = this.environment.getText(EXPIRATION);
		if (text == null) {
			return credentials;
		}
		Instant expiration = Timestamps.parse(text);
		if (expiration == null) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, name(),
					"The environment variable " + EXPIRATION + " is not an ISO 8601 time with an offset")
				.withAdvice("Write it like 2026-01-01T00:00:00Z");
		}
		return new Credentials(credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken(),
				expiration, credentials.accountId());
	}

	@Override
	public String name() {
		return VALUES.source();
	}

}
