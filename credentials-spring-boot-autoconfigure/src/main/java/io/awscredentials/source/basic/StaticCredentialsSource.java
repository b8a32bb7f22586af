package io.awscredentials.source.basic;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;

/**
 * Gives the credentials it was created with.
 */
public final class StaticCredentialsSource implements CredentialsSource {

	private final Credentials credentials;

	/**
	 * Create a new instance.
	 * @param credentials the credentials
	 */
	public StaticCredentialsSource(Credentials credentials) {
		this.credentials = credentials;
	}

	@Override
	public Credentials retrieve() {
		return this.credentials;
	}

	@Override
	public String name() {
		return "Static";
	}

}
