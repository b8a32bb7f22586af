package io.awscredentials.refresh;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.SignInChallenge;

/**
 * Remembers what it is told.
 */
class RecordingListener implements RefreshListener {

	private final List<String> events = new CopyOnWriteArrayList<>();

	@Override
	public void refreshed(RefreshStatus status, Duration took) {
		this.events.add("refreshed " + status.state());
	}

	@Override
	public void refreshFailed(RefreshStatus status, CredentialsException failure, Duration took) {
		this.events.add("failed " + status.state() + " " + failure.code());
	}

	@Override
	public void expired(RefreshStatus status) {
		this.events.add("expired " + status.state());
	}

	@Override
	public void mfaRequired(RefreshStatus status, MfaChallenge challenge) {
		this.events.add("mfa " + status.state() + " " + challenge.serialNumber());
	}

	@Override
	public void signInRequired(RefreshStatus status, SignInChallenge challenge) {
		this.events.add("sign-in " + status.state() + " " + challenge.userCode());
	}

	List<String> events() {
		return List.copyOf(this.events);
	}

}
