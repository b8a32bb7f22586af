package io.awscredentials.autoconfigure;

import io.awscredentials.Credentials;

/**
 * Connection details whose credentials take the place of every source: those of the named
 * providers and of the roles that are known only at run time, too. AWS is asked for
 * nothing then, not even for the account they belong to. For tests.
 *
 * @hidden
 */
public interface SubstituteConnectionDetails extends CredentialsConnectionDetails {

	/**
	 * Return the credentials.
	 * @return the credentials
	 */
	Credentials getCredentials();

}
