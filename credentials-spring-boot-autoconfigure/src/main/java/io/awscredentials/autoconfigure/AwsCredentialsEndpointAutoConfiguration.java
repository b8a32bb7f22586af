package io.awscredentials.autoconfigure;

import io.awscredentials.actuate.CredentialsSanitizingFunction;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the actuator endpoint and of the masking in others.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AwsCredentialsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@Import({ EndpointConfigurations.EndpointConfiguration.class, EndpointConfigurations.ServletConfiguration.class,
		EndpointConfigurations.WebMvcConfiguration.class, EndpointConfigurations.ReactiveConfiguration.class })
public final class AwsCredentialsEndpointAutoConfiguration {

	AwsCredentialsEndpointAutoConfiguration() {
	}

	// Whatever else is switched off: a key in the configuration is a key.
	@Bean
	@ConditionalOnMissingBean
	CredentialsSanitizingFunction awsCredentialsSanitizingFunction(Environment environment) {
		return new CredentialsSanitizingFunction(environment);
	}

}
