package io.awscredentials.event;

import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.RefreshStatus;

/**
 * A provider failed to get new credentials.
 *
 * @serial exclude
 * @since 0.1.0
 */
public final class CredentialsRefreshFailedEvent extends CredentialsEvent {

	private final CredentialsException failure;

	CredentialsRefreshFailedEvent(RefreshStatus status, CredentialsException failure) {
		super(status);
		this.failure = failure;
	}

	/**
	 * Return what failed.
	 * @return the failure
	 */
	public CredentialsException failure() {
		return this.failure;
	}

}
