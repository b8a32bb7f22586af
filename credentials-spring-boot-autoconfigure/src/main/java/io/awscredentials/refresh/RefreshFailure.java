package io.awscredentials.refresh;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.SignInChallenge;
import org.jspecify.annotations.Nullable;

/**
 * The failure of the last retrieval and what follows from it. Times are milliseconds of
 * the epoch.
 *
 * @param exception the failure
 * @param at when the retrieval failed
 * @param retryAt until when its source is not asked again, no matter who calls
 * @param challengedAt when its MFA challenge was raised first, if it has one
 * @param consecutive how many retrievals in a row have failed, without those that wait
 * for a person
 */
record RefreshFailure(CredentialsException exception, long at, long retryAt, long challengedAt, int consecutive) {

	static RefreshFailure of(CredentialsException failure, long now, long retryAt, @Nullable RefreshFailure before,
			int consecutive) {
		MfaChallenge challenge = failure.mfaChallenge();
		long since = (before != null && challenge != null && challenge.equals(before.challenge())) ? before.challengedAt
				: now;
		return new RefreshFailure(failure, now, retryAt, since, consecutive);
	}

	/**
	 * Return the MFA challenge that a person has to answer.
	 * @return the challenge, or {@code null} if there is none
	 */
	@Nullable MfaChallenge challenge() {
		return this.exception.mfaChallenge();
	}

	/**
	 * Return the sign-in that a person has to do.
	 * @return the challenge, or {@code null} if there is none
	 */
	@Nullable SignInChallenge signIn() {
		return this.exception.signInChallenge();
	}

	/**
	 * Return whether another failure says no more than this one: that the same person has
	 * not signed in or given a code yet.
	 * @param other the other failure
	 * @return whether it is no news
	 */
	boolean saysAsMuchAs(CredentialsException other) {
		MfaChallenge code = challenge();
		SignInChallenge signIn = signIn();
		return (code != null && code.equals(other.mfaChallenge()))
				|| (signIn != null && signIn.equals(other.signInChallenge()));
	}

	/**
	 * Return whether a failure may pass with nobody doing anything.
	 * @param failure the failure
	 * @return whether retrying is worth it
	 */
	static boolean isTransient(CredentialsException failure) {
		return failure.retryable() && failure.mfaChallenge() == null && failure.signInChallenge() == null;
	}

	/**
	 * Return whether a retrieval only waits for a person, which is no failure. A code
	 * that was refused is one, of the provider that it was given to.
	 * @param failure what the retrieval ended with
	 * @param provider the name of the provider
	 * @return whether nothing has failed
	 */
	static boolean awaitsPerson(CredentialsException failure, String provider) {
		MfaChallenge challenge = failure.mfaChallenge();
		return failure.signInChallenge() != null || (challenge != null
				&& (failure.code() == CredentialsErrorCode.MFA_REQUIRED || !challenge.provider().equals(provider)));
	}

	/**
	 * Return whether a person has to answer a challenge to a provider. One to a provider
	 * that it starts from is answered there: this one has to look whether it was.
	 * @param provider the name of the provider
	 * @return whether the answer starts the next retrieval
	 */
	boolean awaitsAnswerTo(String provider) {
		MfaChallenge challenge = challenge();
		return challenge != null && challenge.provider().equals(provider);
	}

	/**
	 * Return whether this failure is still to come: the clock was set back since, and no
	 * time drawn then means anything now.
	 * @param now the time
	 * @return whether the clock was set back
	 */
	boolean outdated(long now) {
		return now < this.at - RefreshScheduler.SET_BACK;
	}

	boolean backingOff(long now) {
		return !outdated(now) && now < this.retryAt;
	}

	RefreshFailure withoutBackOff() {
		return new RefreshFailure(this.exception, this.at, this.at, this.challengedAt, this.consecutive);
	}

}
