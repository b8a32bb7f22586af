package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is configured besides the description of the default provider.
 *
 * @param enabled Whether credentials are auto-configured.
 * @param named Further providers by name, each described as the default one is.
 * @param runtimeRoles Roles that are known only at run time.
 */
@ConfigurationProperties("aws.credentials")
record AwsCredentialsProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue Map<String, ProviderProperties> named, @DefaultValue RuntimeRoleProperties runtimeRoles) {

	/**
	 * Roles that are known only at run time.
	 *
	 * @param maximumSize Number of roles that are remembered at most; about 1 KB of heap
	 * each.
	 * @param idleTimeout Time after which a role that nobody uses is forgotten and not
	 * refreshed any more.
	 */
	record RuntimeRoleProperties(@DefaultValue("25000") int maximumSize, @DefaultValue("1h") Duration idleTimeout) {
	}

}
