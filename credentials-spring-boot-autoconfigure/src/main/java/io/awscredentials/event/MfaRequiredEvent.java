package io.awscredentials.event;

import io.awscredentials.MfaChallenge;
import io.awscredentials.refresh.RefreshStatus;

/**
 * A provider needs an MFA code from a person. Published once for each challenge.
 *
 * @since 0.1.0
 */
public final class MfaRequiredEvent extends CredentialsEvent {

	private final transient MfaChallenge challenge;

	MfaRequiredEvent(RefreshStatus status, MfaChallenge challenge) {
		super(status);
		this.challenge = challenge;
	}

	/**
	 * Return what is asked.
	 * @return the challenge
	 */
	public MfaChallenge challenge() {
		return this.challenge;
	}

}
