package io.awscredentials.source.sts;

import io.awscredentials.CredentialsException;

/**
 * Gives the assertions of a SAML identity provider.
 *
 * @hidden
 */
@FunctionalInterface
public interface SamlAssertionSource {

	/**
	 * Return an assertion that is valid now. Called at each retrieval.
	 * @return the assertion, in base64
	 * @throws CredentialsException if there is none
	 */
	String assertion();

}
