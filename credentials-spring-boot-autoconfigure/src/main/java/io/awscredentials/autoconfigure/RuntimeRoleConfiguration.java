package io.awscredentials.autoconfigure;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.autoconfigure.AwsCredentialsProperties.RuntimeRoleProperties;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RuntimeRoleStore;
import io.awscredentials.refresh.RuntimeRoles;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Roles that are known only at run time.
 */
@Configuration(proxyBeanMethods = false)
class RuntimeRoleConfiguration {

	@Bean
	RuntimeRoles credentialsRuntimeRoles(AwsCredentialsProperties properties, Descriptions descriptions,
			CredentialsProviderFactory factory, OutgoingSettings outgoing, MfaTokenProviders mfa,
			RefreshScheduler scheduler, ObjectProvider<RefreshListener> listeners,
			ObjectProvider<RuntimeRoleStore.Factory> store) {
		RuntimeRoleProperties roles = properties.runtimeRoles();
		check(roles.maximumSize() > 0, "maximum-size");
		check(roles.idleTimeout().compareTo(RuntimeRoles.LEAST_IDLE_TIMEOUT) >= 0, "idle-timeout");
		return new RuntimeRoles(new RuntimeRoleOrigins(descriptions, factory, outgoing, mfa), scheduler,
				new CompositeRefreshListener(listeners.orderedStream().toList()), roles.maximumSize(),
				roles.idleTimeout(), store.getIfAvailable());
	}

	private static void check(boolean valid, String key) {
		if (!valid) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Configuration",
					"Property '" + PropertyGroups.PREFIX + ".runtime-roles." + key + "' is too small")
				.withAdvice("Correct the value; a duration without a unit is milliseconds");
		}
	}

	/**
	 * Caffeine keeps the roles that are asked for often, and locks less.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Caffeine.class)
	static class CaffeineStore {

		@Bean
		RuntimeRoleStore.Factory caffeineRuntimeRoleStoreFactory() {
			return CaffeineRoleStore::new;
		}

	}

}
