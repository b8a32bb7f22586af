package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsSource;

/**
 * Creates the sources of one kind. Each kind's configuration is one.
 */
interface SourceFactory {

	/**
	 * Return the kind.
	 * @return the kind
	 */
	SourceKind kind();

	/**
	 * Create a source as a description says, which configures this kind or lists it in
	 * its chain.
	 * @param description the description
	 * @return the source
	 * @throws io.awscredentials.CredentialsException if the description is not usable
	 */
	CredentialsSource create(Description description);

}
