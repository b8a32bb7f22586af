package io.awscredentials.autoconfigure;

import java.util.Objects;

import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.actuate.CredentialsEndpointWebExtension;
import io.awscredentials.actuate.CredentialsSanitizingFunction;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.MfaAnswers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the actuator endpoint and of the masking in others.
 */
@AutoConfiguration(after = AwsCredentialsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
public final class AwsCredentialsEndpointAutoConfiguration {

	AwsCredentialsEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnAvailableEndpoint(CredentialsEndpoint.class)
	@ConditionalOnBean(name = "credentialsProviders")
	@ConditionalOnMissingBean(name = "credentialsEndpoint")
	CredentialsEndpoint credentialsEndpoint(CredentialsProviders credentialsProviders,
			ObjectProvider<MfaAnswers> answers) {
		return new CredentialsEndpoint(credentialsProviders,
				(provider, tokenCode) -> answers.stream()
					.map((taker) -> taker.answer(provider, tokenCode))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null));
	}

	@Bean
	@ConditionalOnAvailableEndpoint(CredentialsEndpoint.class)
	@ConditionalOnBean(name = "credentialsEndpoint")
	@ConditionalOnMissingBean(name = "credentialsEndpointWebExtension")
	CredentialsEndpointWebExtension credentialsEndpointWebExtension(CredentialsEndpoint credentialsEndpoint) {
		return new CredentialsEndpointWebExtension(credentialsEndpoint);
	}

	// Whatever else is switched off: a key in the configuration is a key.
	@Bean
	@ConditionalOnMissingBean(name = "credentialsSanitizingFunction")
	CredentialsSanitizingFunction credentialsSanitizingFunction(Environment environment) {
		return new CredentialsSanitizingFunction(environment);
	}

}
