package io.awscredentials.event;

import io.awscredentials.refresh.RefreshStatus;

/**
 * A provider has new credentials.
 *
 * @since 0.1.0
 */
public final class CredentialsRefreshedEvent extends CredentialsEvent {

	CredentialsRefreshedEvent(RefreshStatus status) {
		super(status);
	}

}
