package io.awscredentials.internal;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;

/**
 * A source that knows more about what it retrieves than the credentials alone.
 */
public interface DetailedSource extends CredentialsSource {

	/**
	 * Retrieve credentials, once, with all that is known about them.
	 * @return the credentials and what is known about them
	 * @throws io.awscredentials.CredentialsException if that fails
	 */
	RetrievedCredentials retrieveDetailed();

	@Override
	default Credentials retrieve() {
		return retrieveDetailed().credentials();
	}

}
