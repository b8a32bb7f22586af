package io.awscredentials.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.actuate.CredentialsHealthIndicator;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of the health of credentials. It is there also where no credentials
 * are: a health group that names a contributor that is missing would stop the start.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AwsCredentialsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("awscredentials")
public final class AwsCredentialsHealthContributorAutoConfiguration {

	// The name of the health is this one without its suffix, of which the case is of no
	// account: no class of an application has a bean of this name.
	private static final String NAME = "awsCredentialsHEALTHCONTRIBUTOR";

	AwsCredentialsHealthContributorAutoConfiguration() {
	}

	@Bean(NAME)
	@Conditional(OnOwnHealthCondition.class)
	HealthContributor awsCredentialsHealthContributor(ObjectProvider<CredentialsProviders> providers) {
		CredentialsProviders available = providers.getIfAvailable();
		List<RefreshingCredentialsProvider> all = (available != null) ? available.all() : List.of();
		return switch (all.size()) {
			case 0 -> unknown((available == null) ? "aws.credentials.enabled is false"
					: "The application has a CredentialsProvider of its own, of which nothing is known");
			case 1 -> new CredentialsHealthIndicator(all.get(0));
			default -> composite(all);
		};
	}

	private static HealthIndicator unknown(String reason) {
		return () -> Health.unknown().withDetail("reason", reason).build();
	}

	private static CompositeHealthContributor composite(List<RefreshingCredentialsProvider> providers) {
		Map<String, HealthContributor> indicators = new LinkedHashMap<>();
		providers.forEach((provider) -> indicators.put(provider.name(), new CredentialsHealthIndicator(provider)));
		return CompositeHealthContributor.fromMap(indicators);
	}

}
