package io.awscredentials.autoconfigure;

import io.awscredentials.actuate.CredentialsMetrics;
import io.awscredentials.refresh.CredentialsProviders;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the metrics of credentials.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AwsCredentialsAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, CredentialsProviders.class })
public final class AwsCredentialsMetricsAutoConfiguration {

	AwsCredentialsMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	CredentialsMetrics awsCredentialsMetrics(ObjectProvider<CredentialsProviders> providers,
			ObjectProvider<AssembledIdentityTokens> identityTokens) {
		return new CredentialsMetrics(providers::getObject,
				() -> identityTokens.stream().flatMap((tokens) -> tokens.engines().stream()).toList());
	}

}
