package io.awscredentials.actuate;

import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshStatus.Certificate;
import io.awscredentials.refresh.RefreshStatus.Failure;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells whether a provider can serve credentials. Reads state and never the network.
 */
public final class CredentialsHealthIndicator extends AbstractHealthIndicator {

	private final RefreshingCredentialsProvider provider;

	/**
	 * Create a new instance.
	 * @param provider the provider
	 */
	public CredentialsHealthIndicator(RefreshingCredentialsProvider provider) {
		this.provider = provider;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		RefreshStatus status = this.provider.status();
		builder.status(status(status)).withDetail("source", status.source()).withDetail("state", status.state().name());
		if (status.accountId() != null) {
			builder.withDetail("accountId", status.accountId());
		}
		if (status.arn() != null) {
			builder.withDetail("arn", status.arn());
		}
		Failure unknown = status.identityFailure();
		if (unknown != null) {
			builder.withDetail("identityFailure", unknown.code() + ": " + unknown.message());
		}
		if (status.expiration() != null) {
			builder.withDetail("expiration", status.expiration());
		}
		if (status.mfa() != null) {
			builder.withDetail("mfaSerialNumber", status.mfa().serialNumber());
		}
		Certificate certificate = status.certificate();
		if (certificate != null && certificate.endsSoon()) {
			builder.withDetail("certificate", certificate.subject() + ((certificate.ended()) ? " ended" : " ends")
					+ " at " + certificate.notAfter() + " and has not been renewed");
		}
		Failure failure = status.presentFailure();
		if (failure != null) {
			builder.withDetail("failure", failure.code() + ": " + failure.message())
				.withDetail("advice", failure.advice());
		}
		else if (status.signIn() != null) {
			builder.withDetail("advice",
					"Open " + status.signIn().link() + " and confirm the code " + status.signIn().userCode());
		}
		else if (status.mfa() != null) {
			builder.withDetail("advice", "Give a code of MFA device " + status.mfa().serialNumber());
		}
	}

	private static Status status(RefreshStatus status) {
		if (status.certificate() != null && status.certificate().ended()) {
			return Status.DOWN;
		}
		return switch (status.state()) {
			case VALID, STALE -> Status.UP;
			case INITIAL -> Status.UNKNOWN;
			case EXTENDED -> (status.prolonged()) ? Status.UP : Status.DOWN;
			case AWAITING_MFA, AWAITING_SIGN_IN -> (status.valid()) ? Status.UP : Status.OUT_OF_SERVICE;
			case EXPIRED, FAILED -> Status.DOWN;
		};
	}

}
