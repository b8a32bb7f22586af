package io.awscredentials.source.chain;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;

/**
 * Stands in a chain for a source that is listed there but not configured, and says so.
 */
public final class NotConfiguredCredentialsSource implements CredentialsSource {

	private final String name;

	private final String reason;

	/**
	 * Create a new instance.
	 * @param name the name of the source it stands for
	 * @param reason why there is none
	 */
	public NotConfiguredCredentialsSource(String name, String reason) {
		this.name = name;
		this.reason = reason;
	}

	@Override
	public Credentials retrieve() {
		throw new CredentialsException(CredentialsErrorCode.NOT_FOUND, this.name, this.reason);
	}

	@Override
	public String name() {
		return this.name;
	}

}
