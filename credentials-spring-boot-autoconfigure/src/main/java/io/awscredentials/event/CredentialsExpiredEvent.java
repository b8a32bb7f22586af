package io.awscredentials.event;

import io.awscredentials.refresh.RefreshStatus;

/**
 * The credentials of a provider have expired before it had new ones. Published once for
 * each set; {@link #status()} tells whether they are served on.
 *
 * @since 0.1.0
 */
public final class CredentialsExpiredEvent extends CredentialsEvent {

	CredentialsExpiredEvent(RefreshStatus status) {
		super(status);
	}

}
