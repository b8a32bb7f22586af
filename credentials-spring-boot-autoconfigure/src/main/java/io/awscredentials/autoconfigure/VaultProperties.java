package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The AWS secrets engine of HashiCorp Vault.
 *
 * @param uri URL of Vault, by default that of the environment variable VAULT_ADDR; not
 * needed where the application has a VaultOperations bean of Spring Vault.
 * @param mount Path at which the AWS secrets engine is mounted.
 * @param role Name of the role of the AWS secrets engine.
 * @param token Token of Vault, by default that of the environment variable VAULT_TOKEN.
 * @param tokenFile File with the token of Vault, read anew for each retrieval.
 * @param namespace Namespace of Vault, by default that of the environment variable
 * VAULT_NAMESPACE.
 * @param ttl Lifetime of the credentials where they come from STS, by default what Vault
 * is set to.
 * @param roleArn ARN of the role to assume, where the role in Vault has several.
 */
record VaultProperties(@Nullable String uri, @Nullable String mount, @Nullable String role, @Nullable String token,
		@Nullable Path tokenFile, @Nullable String namespace, @Nullable Duration ttl, @Nullable String roleArn) {

	@Override
	public String toString() {
		return "Vault[...]";
	}

}
