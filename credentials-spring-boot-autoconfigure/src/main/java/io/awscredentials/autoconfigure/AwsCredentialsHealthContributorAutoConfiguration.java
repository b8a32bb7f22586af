package io.awscredentials.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.actuate.CredentialsHealthIndicator;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health of credentials.
 */
@AutoConfiguration(after = AwsCredentialsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(RefreshingCredentialsProvider.class)
@ConditionalOnEnabledHealthIndicator("awscredentials")
public final class AwsCredentialsHealthContributorAutoConfiguration {

	AwsCredentialsHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "awsCredentialsHealthIndicator", "awsCredentialsHealthContributor" })
	HealthContributor awsCredentialsHealthContributor(CredentialsProviders providers) {
		List<RefreshingCredentialsProvider> all = providers.all();
		if (all.size() == 1) {
			return new CredentialsHealthIndicator(all.get(0));
		}
		Map<String, HealthContributor> indicators = new LinkedHashMap<>();
		all.forEach((provider) -> indicators.put(provider.name(), new CredentialsHealthIndicator(provider)));
		return CompositeHealthContributor.fromMap(indicators);
	}

}
