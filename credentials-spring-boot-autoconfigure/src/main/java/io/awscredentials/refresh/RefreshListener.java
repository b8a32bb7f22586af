package io.awscredentials.refresh;

import java.time.Duration;

import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.SignInChallenge;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to the credentials of providers; metrics and events hang here.
 * First the state has changed, then those who waited are released, then the listener is
 * told: of each provider in the order in which it happened, one thing at a time, on
 * threads that nothing else depends on. It may take its time, and ask for credentials
 * itself. What it throws is logged and has no other effect.
 *
 * @since 0.1.0
 */
public interface RefreshListener {

	/**
	 * New credentials are there.
	 * @param status the status after the refresh
	 * @param took how long the retrieval took
	 */
	default void refreshed(RefreshStatus status, Duration took) {
	}

	/**
	 * New credentials are there.
	 * @param status the status after the refresh
	 * @param took how long the retrieval took
	 * @param change how they are somebody else's than those before; {@code null} if they
	 * are not, or are the first ones
	 */
	default void refreshed(RefreshStatus status, Duration took, @Nullable CredentialsChange change) {
		refreshed(status, took);
	}

	/**
	 * A retrieval failed. One that waits for a person did not.
	 * @param status the status after the failure
	 * @param failure the failure
	 * @param took how long the retrieval took
	 */
	default void refreshFailed(RefreshStatus status, CredentialsException failure, Duration took) {
	}

	/**
	 * The credentials have expired before new ones were there. Told once for each set.
	 * @param status the status after the expiry
	 */
	default void expired(RefreshStatus status) {
	}

	/**
	 * A person has to give an MFA code. Told once for each challenge.
	 * @param status the status
	 * @param challenge the challenge
	 */
	default void mfaRequired(RefreshStatus status, MfaChallenge challenge) {
	}

	/**
	 * A person has to sign in. Told once for each challenge.
	 * @param status the status
	 * @param challenge what is asked of the person
	 */
	default void signInRequired(RefreshStatus status, SignInChallenge challenge) {
	}

}
