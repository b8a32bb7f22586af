package io.awscredentials;

/**
 * Gives the codes of an MFA device. An application supplies one as a bean.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MfaTokenProvider {

	/**
	 * Return the code that answers a challenge. Called on a thread of its own, never on
	 * one of a caller for credentials, so it may take the time a person takes. A code is
	 * used once.
	 * @param challenge what is asked
	 * @return the code, six digits
	 * @throws CredentialsException with {@link CredentialsErrorCode#MFA_REQUIRED} if a
	 * person has to be asked first: the provider then waits for a code without holding a
	 * thread
	 */
	String tokenCode(MfaChallenge challenge);

	/**
	 * Tell that the last code was refused. By default does nothing.
	 * @param next the challenge that follows
	 */
	default void refused(MfaChallenge next) {
	}

	/**
	 * Return whether a person gives the codes. If so, a refused code is followed by a new
	 * challenge, and while {@link #tokenCode} takes its time the provider shows that it
	 * waits for a person. If not, a refused code is followed by another one when the
	 * refresh is next tried, and nobody is told to do anything.
	 * @return whether a person has to be there, by default {@code true}
	 */
	default boolean interactive() {
		return true;
	}

}
