package io.awscredentials.event;

import io.awscredentials.refresh.RefreshStatus;

/**
 * The certificate for which a provider has its credentials is in the last share of its
 * life and has not been renewed, as a retrieval found; {@link #status()} tells of it.
 * Published once for each certificate.
 *
 * @since 0.1.0
 */
public final class CertificateExpiringEvent extends CredentialsEvent {

	CertificateExpiringEvent(RefreshStatus status) {
		super(status);
	}

}
