package io.awscredentials.autoconfigure;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.event.EventPublishingRefreshListener;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of AWS credentials. Parameters have the names of the beans that they
 * stand for: a bean of the right name and type is injected without a look at the types of
 * all others. What each application injects somewhere, its context, has been looked for
 * before.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "aws.credentials.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ProviderProperties.class)
@Import({ StsConnectionConfiguration.class, SourceConfigurationsSelector.class, NamedProvidersRegistrar.class })
public final class AwsCredentialsAutoConfiguration {

	AwsCredentialsAutoConfiguration() {
	}

	@Bean
	Descriptions credentialsDescriptions(ProviderProperties top, ApplicationContext applicationContext) {
		Environment environment = applicationContext.getEnvironment();
		boolean named = !PropertyGroups.names(environment).isEmpty();
		return new Descriptions(top,
				(named) ? applicationContext.getBean(AwsCredentialsProperties.class).named() : Map.of(), environment);
	}

	@Bean
	CredentialsInfrastructure credentialsInfrastructure(ApplicationContext applicationContext,
			Descriptions credentialsDescriptions, RefreshScheduler credentialsRefreshScheduler) {
		return new CredentialsInfrastructure(applicationContext, credentialsDescriptions, credentialsRefreshScheduler);
	}

	@Bean
	RefreshScheduler credentialsRefreshScheduler(ApplicationContext applicationContext) {
		InstantSource clock = CredentialsInfrastructure.clock(applicationContext);
		return (clock == InstantSource.system() && applicationContext.containsBean(BootstrapCredentials.BEAN_NAME))
				? applicationContext.getBean(BootstrapCredentials.BEAN_NAME, BootstrapCredentials.class).scheduler()
				: RefreshScheduler.create(clock);
	}

	@Bean
	EventPublishingRefreshListener eventPublishingRefreshListener(ApplicationContext applicationContext) {
		return new EventPublishingRefreshListener(applicationContext);
	}

	@Bean
	CredentialsProviderFactory credentialsProviderFactory(Descriptions credentialsDescriptions,
			ApplicationContext applicationContext, CredentialsInfrastructure credentialsInfrastructure,
			RefreshScheduler credentialsRefreshScheduler, ObjectProvider<RefreshListener> listeners) {
		return new CredentialsProviderFactory(credentialsDescriptions,
				applicationContext.getAutowireCapableBeanFactory(), credentialsInfrastructure,
				credentialsRefreshScheduler, new CompositeRefreshListener(listeners.orderedStream().toList()));
	}

	@Bean
	@ConditionalOnMissingBean(CredentialsProvider.class)
	RefreshingCredentialsProvider refreshingCredentialsProvider(CredentialsProviderFactory credentialsProviderFactory) {
		return credentialsProviderFactory.create(Description.DEFAULT);
	}

	@Bean
	CredentialsProviders credentialsProviders(ObjectProvider<RefreshingCredentialsProvider> providers,
			CredentialsInfrastructure credentialsInfrastructure) {
		List<RefreshingCredentialsProvider> all = new ArrayList<>();
		for (RefreshingCredentialsProvider provider : providers) {
			all.add(provider);
		}
		if (all.size() > 1) {
			Comparator<RefreshingCredentialsProvider> defaultFirst = Comparator
				.comparing((provider) -> !provider.name().equals(Description.DEFAULT));
			all.sort(defaultFirst.thenComparing(RefreshingCredentialsProvider::name));
		}
		return new CredentialsProviders(all, credentialsInfrastructure::runtimeRoles);
	}

	@Bean
	CredentialsStartup credentialsStartup(CredentialsProviders credentialsProviders,
			Descriptions credentialsDescriptions, CredentialsInfrastructure credentialsInfrastructure) {
		return new CredentialsStartup(credentialsProviders, credentialsDescriptions, credentialsInfrastructure);
	}

}
