package io.awscredentials.source.sts;

import java.nio.file.Path;

import io.awscredentials.CredentialsException;

/**
 * Gives the token of an OpenID Connect provider. An application may supply one as a bean,
 * which takes the place of the token file.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WebIdentityTokenSource {

	/**
	 * Return a token that is valid now. Called at each retrieval.
	 * @return the token
	 * @throws CredentialsException if there is none
	 */
	String token();

	/**
	 * Return a source that reads a file at each call, as Kubernetes replaces it.
	 * @param file the file
	 * @return the source
	 */
	static WebIdentityTokenSource ofFile(Path file) {
		return new TokenFile(file);
	}

}
