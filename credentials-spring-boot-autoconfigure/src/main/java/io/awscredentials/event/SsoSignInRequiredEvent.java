package io.awscredentials.event;

import io.awscredentials.SignInChallenge;
import io.awscredentials.refresh.RefreshStatus;

/**
 * A provider needs a person to sign in to IAM Identity Center. Published once for each
 * challenge, which is meant to be shown to that person.
 *
 * @since 0.1.0
 */
public final class SsoSignInRequiredEvent extends CredentialsEvent {

	private final transient SignInChallenge challenge;

	SsoSignInRequiredEvent(RefreshStatus status, SignInChallenge challenge) {
		super(status);
		this.challenge = challenge;
	}

	/**
	 * Return what is asked of the person.
	 * @return the challenge
	 */
	public SignInChallenge challenge() {
		return this.challenge;
	}

}
