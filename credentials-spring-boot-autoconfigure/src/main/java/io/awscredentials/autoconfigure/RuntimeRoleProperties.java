package io.awscredentials.autoconfigure;

import java.time.Duration;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.roles.RuntimeRoles;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Roles that are known only at run time.
 *
 * @param maximumSize Number of roles that are remembered at most; about 1 KB of heap
 * each.
 * @param idleTimeout Time after which a role that nobody uses is forgotten and not
 * refreshed any more.
 */
@ConfigurationProperties(RuntimeRoleProperties.PREFIX)
record RuntimeRoleProperties(@DefaultValue("25000") int maximumSize, @DefaultValue("1h") Duration idleTimeout) {

	static final String PREFIX = PropertyGroups.PREFIX + ".runtime-roles";

	void check() {
		check(this.maximumSize > 0, "maximum-size");
		check(this.idleTimeout.compareTo(RuntimeRoles.LEAST_IDLE_TIMEOUT) >= 0, "idle-timeout");
	}

	static RuntimeRoleProperties defaults() {
		return new RuntimeRoleProperties(25_000, Duration.ofHours(1));
	}

	private static void check(boolean valid, String key) {
		if (!valid) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Configuration",
					"Property '" + PREFIX + "." + key + "' is too small")
				.withAdvice("Correct the value; a duration without a unit is milliseconds");
		}
	}

}
