package io.awscredentials.autoconfigure;

import io.awscredentials.source.vault.VaultReader;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.vault.core.VaultOperations;

/**
 * Reads from Vault with the bean of Spring Vault.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(VaultOperations.class)
class VaultOperationsConfiguration {

	@Bean
	@Lazy
	VaultBeans awsCredentialsVaultBeans(ObjectProvider<VaultOperations> operations) {
		return () -> reader(operations.getIfUnique());
	}

	private static @Nullable VaultReader reader(@Nullable VaultOperations operations) {
		return (operations != null) ? new VaultOperationsReader(operations) : null;
	}

}
