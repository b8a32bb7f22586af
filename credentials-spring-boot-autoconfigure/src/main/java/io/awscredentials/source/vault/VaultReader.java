package io.awscredentials.source.vault;

import java.util.List;
import java.util.Map;

import io.awscredentials.http.HttpAnswer;

/**
 * Reads from Vault. Its string representation says which Vault that is.
 */
@FunctionalInterface
public interface VaultReader {

	/**
	 * Read what is at a path.
	 * @param path the segments of the path below that of the API
	 * @param parameters the parameters of the query
	 * @return the answer, of whatever status
	 * @throws io.awscredentials.CredentialsException if there is none
	 */
	HttpAnswer read(List<String> path, Map<String, String> parameters);

}
