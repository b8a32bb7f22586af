package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.sdk.SdkCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Auto-configuration of the credentials of AWS SDK v2 clients, ahead of Spring Cloud AWS.
 */
@AutoConfiguration(after = AwsCredentialsAutoConfiguration.class,
		beforeName = "io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration")
@ConditionalOnClass(AwsCredentialsProvider.class)
@ConditionalOnBooleanProperty(name = "aws.credentials.enabled", matchIfMissing = true)
@Import(NamedSdkProvidersRegistrar.class)
@ImportRuntimeHints(SdkRuntimeHints.class)
public final class AwsCredentialsSdkAutoConfiguration {

	AwsCredentialsSdkAutoConfiguration() {
	}

	@Bean
	@ConditionalOnSingleCandidate(CredentialsProvider.class)
	@ConditionalOnMissingBean(AwsCredentialsProvider.class)
	SdkCredentialsProvider awsCredentialsProvider(CredentialsProvider provider) {
		return SdkCredentialsProvider.of(provider);
	}

}
