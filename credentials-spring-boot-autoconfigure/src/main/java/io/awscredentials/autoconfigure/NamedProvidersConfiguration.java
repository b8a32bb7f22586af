package io.awscredentials.autoconfigure;

import io.awscredentials.refresh.CredentialsProviders;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What there is only where named descriptions are.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AwsCredentialsProperties.class)
class NamedProvidersConfiguration {

	@Bean
	DependentsRefreshListener credentialsDependentsRefreshListener(Descriptions credentialsDescriptions,
			ObjectProvider<CredentialsProviders> providers) {
		return new DependentsRefreshListener(credentialsDescriptions, providers);
	}

}
