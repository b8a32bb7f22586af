package io.awscredentials;

/**
 * Gives the codes of an MFA device. An application supplies one as a bean.
 */
@FunctionalInterface
public interface MfaTokenProvider {

	/**
	 * Return the code that answers a challenge. Called on a thread of the refresh engine,
	 * never on a caller's. A code is used once.
	 * @param challenge what is asked
	 * @return the code, six digits
	 * @throws CredentialsException with {@link CredentialsErrorCode#MFA_REQUIRED} if a
	 * person has to be asked first: the provider then waits for a code without holding a
	 * thread
	 */
	String tokenCode(MfaChallenge challenge);

}
