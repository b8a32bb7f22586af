package io.awscredentials.event;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.SignInChallenge;
import io.awscredentials.refresh.CredentialsChange;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshStatus.Certificate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what happens to credentials as application events.
 *
 * @hidden
 */
public final class EventPublishingRefreshListener implements RefreshListener {

	private final ApplicationEventPublisher publisher;

	/** Serial numbers by the name of the provider. */
	private final Map<String, String> certificatesTold = new ConcurrentHashMap<>();

	/**
	 * Create a new instance.
	 * @param publisher publishes the events
	 */
	public EventPublishingRefreshListener(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void refreshed(RefreshStatus status, Duration took, @Nullable CredentialsChange change) {
		publish(new CredentialsRefreshedEvent(status, change));
		warnOfCertificate(status);
	}

	@Override
	public void refreshFailed(RefreshStatus status, CredentialsException failure, Duration took) {
		publish(new CredentialsRefreshFailedEvent(status, failure));
		warnOfCertificate(status);
	}

	@Override
	public void expired(RefreshStatus status) {
		publish(new CredentialsExpiredEvent(status));
	}

	@Override
	public void mfaRequired(RefreshStatus status, MfaChallenge challenge) {
		publish(new MfaRequiredEvent(status, challenge));
	}

	@Override
	public void signInRequired(RefreshStatus status, SignInChallenge challenge) {
		publish(new SsoSignInRequiredEvent(status, challenge));
	}

	private void warnOfCertificate(RefreshStatus status) {
		Certificate certificate = status.certificate();
		if (certificate != null && certificate.endsSoon() && !status.runtimeRole()) {
			String told = this.certificatesTold.put(status.provider(), certificate.serialNumber());
			if (!certificate.serialNumber().equals(told)) {
				publish(new CertificateExpiringEvent(status));
			}
		}
	}

	// As an object, or else the class of each event would be loaded to verify this one.
	private void publish(Object event) {
		this.publisher.publishEvent(event);
	}

}
