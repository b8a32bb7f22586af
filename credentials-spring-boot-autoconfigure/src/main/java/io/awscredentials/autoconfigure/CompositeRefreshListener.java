package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.SignInChallenge;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshStatus;

/**
 * Tells several listeners.
 *
 * @param listeners the listeners
 */
record CompositeRefreshListener(List<RefreshListener> listeners) implements RefreshListener {

	@Override
	public void refreshed(RefreshStatus status, Duration took) {
		this.listeners.forEach((listener) -> listener.refreshed(status, took));
	}

	@Override
	public void refreshFailed(RefreshStatus status, CredentialsException failure, Duration took) {
		this.listeners.forEach((listener) -> listener.refreshFailed(status, failure, took));
	}

	@Override
	public void expired(RefreshStatus status) {
		this.listeners.forEach((listener) -> listener.expired(status));
	}

	@Override
	public void mfaRequired(RefreshStatus status, MfaChallenge challenge) {
		this.listeners.forEach((listener) -> listener.mfaRequired(status, challenge));
	}

	@Override
	public void signInRequired(RefreshStatus status, SignInChallenge challenge) {
		this.listeners.forEach((listener) -> listener.signInRequired(status, challenge));
	}

}
