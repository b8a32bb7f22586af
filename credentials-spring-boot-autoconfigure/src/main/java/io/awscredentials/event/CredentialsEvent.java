package io.awscredentials.event;

import io.awscredentials.refresh.RefreshStatus;
import org.springframework.context.ApplicationEvent;

/**
 * Something happened to the credentials of a provider. Published on a thread of the
 * refresh engine.
 *
 * @since 0.1.0
 */
public abstract sealed class CredentialsEvent extends ApplicationEvent
		permits CredentialsRefreshedEvent, CredentialsRefreshFailedEvent, CredentialsExpiredEvent, MfaRequiredEvent,
		SsoSignInRequiredEvent, CertificateExpiringEvent {

	private final transient RefreshStatus status;

	CredentialsEvent(RefreshStatus status) {
		super(status.provider());
		this.status = status;
	}

	/**
	 * Return the name of the provider.
	 * @return the name
	 */
	public String provider() {
		return this.status.provider();
	}

	/**
	 * Return the status of the provider after what happened.
	 * @return the status
	 */
	public RefreshStatus status() {
		return this.status;
	}

}
