package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.sdk.SdkCredentialsProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Auto-configuration of the credentials of AWS SDK v2 clients, ahead of Spring Cloud AWS.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AwsCredentialsAutoConfiguration.class,
		beforeName = "io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration")
@ConditionalOnClass(AwsCredentialsProvider.class)
@ConditionalOnBooleanProperty(name = "aws.credentials.enabled", matchIfMissing = true)
@Import(NamedSdkProvidersRegistrar.class)
@ImportRuntimeHints(SdkRuntimeHints.class)
public final class AwsCredentialsSdkAutoConfiguration {

	private static final Log logger = LogFactory.getLog(AwsCredentialsSdkAutoConfiguration.class);

	AwsCredentialsSdkAutoConfiguration() {
	}

	@Bean
	@ConditionalOnSingleCandidate(CredentialsProvider.class)
	@ConditionalOnMissingBean(AwsCredentialsProvider.class)
	SdkCredentialsProvider awsCredentialsProvider(CredentialsProvider provider) {
		return SdkCredentialsProvider.of(provider);
	}

	@Bean
	@ConditionalOnBean(CredentialsProvider.class)
	@ConditionalOnMissingBean(AwsCredentialsProvider.class)
	SmartInitializingSingleton awsCredentialsAmbiguityWarning(ConfigurableListableBeanFactory beans) {
		List<String> candidates = Stream.of(beans.getBeanNamesForType(CredentialsProvider.class, true, false))
			.filter((name) -> !beans.containsBeanDefinition(name) || !beans.getBeanDefinition(name).isFallback())
			.toList();
		return () -> logger.warn("Clients of the AWS SDK do not use these credentials, but what the SDK finds itself: "
				+ "none of the beans " + String.join(", ", candidates) + " is primary. Annotate one with @Primary");
	}

}
