package io.awscredentials.source.rolesanywhere;

import io.awscredentials.CredentialsException;

/**
 * Reads the key and the certificates, at each retrieval anew, so that those that were
 * renewed count without a restart. Its string representation names where they come from.
 */
@FunctionalInterface
public interface KeyMaterialSource {

	/**
	 * Read the key and the certificates.
	 * @return what is there now
	 * @throws CredentialsException if they can't be read
	 */
	KeyMaterial load();

}
