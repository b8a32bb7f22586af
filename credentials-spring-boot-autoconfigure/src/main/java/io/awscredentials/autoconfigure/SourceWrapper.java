package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsSource;

/**
 * Wraps the source that the rest of a description says. Each kind's configuration is one.
 */
interface SourceWrapper {

	/**
	 * Return the kind.
	 * @return the kind
	 */
	WrapperKind kind();

	/**
	 * Create a source as a description says, which configures this kind.
	 * @param description the description
	 * @param inner the source to wrap
	 * @return the wrapping source
	 * @throws io.awscredentials.CredentialsException if the description is not usable
	 */
	CredentialsSource wrap(Description description, CredentialsSource inner);

}
