package io.awscredentials.source.basic;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;

/**
 * Reads the system properties of the AWS SDK for Java: {@code aws.accessKeyId},
 * {@code aws.secretAccessKey}, {@code aws.sessionToken} and {@code aws.accountId}.
 */
public final class SystemPropertiesCredentialsSource implements CredentialsSource {

	private static final NamedValues VALUES = new NamedValues("SystemProperties", "system property", "aws.accessKeyId",
			"aws.secretAccessKey", "aws.sessionToken", "aws.accountId");

	@Override
	public Credentials retrieve() {
		return VALUES.read((name) -> System.getProperty(name));
	}

	@Override
	public String name() {
		return VALUES.source();
	}

}
