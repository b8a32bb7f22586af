package io.awscredentials.autoconfigure;

import java.time.InstantSource;
import java.util.Comparator;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.event.EventPublishingRefreshListener;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.refresh.RuntimeRoles;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.region.EndpointResolver;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of AWS credentials.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "aws.credentials.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ AwsCredentialsProperties.class, ProviderProperties.class })
@Import({ BasicSourceConfigurations.StaticSource.class, BasicSourceConfigurations.SystemPropertiesSource.class,
		BasicSourceConfigurations.EnvironmentSource.class, ProcessSourceConfiguration.class,
		PluginSourceConfiguration.class, SignInSourceConfigurations.SsoSource.class,
		SignInSourceConfigurations.LoginSource.class, MetadataSourceConfigurations.ContainerSource.class,
		MetadataSourceConfigurations.InstanceMetadataSource.class, StsSourceConfigurations.WebIdentitySource.class,
		ProfileSourceConfiguration.class, StsSourceConfigurations.SessionTokenSource.class,
		StsSourceConfigurations.AssumeRoleSource.class, MfaConfiguration.class, RuntimeRoleConfiguration.class,
		RuntimeRoleConfiguration.CaffeineStore.class, NamedProvidersRegistrar.class })
public final class AwsCredentialsAutoConfiguration {

	AwsCredentialsAutoConfiguration() {
	}

	@Bean
	Descriptions credentialsDescriptions(ProviderProperties top, AwsCredentialsProperties properties,
			Environment environment) {
		return new Descriptions(top, properties, environment);
	}

	@Bean
	OutgoingSettings credentialsOutgoingSettings(ObjectProvider<EnvironmentVariables> environment,
			ObjectProvider<EndpointResolver> resolver,
			@Qualifier("credentialsClock") ObjectProvider<InstantSource> credentialsClock,
			ObjectProvider<CredentialsRestClientCustomizer> customizers,
			ObjectProvider<ObservationRegistry> observations) {
		return new OutgoingSettings(environment, resolver, credentialsClock.getIfAvailable(InstantSource::system),
				customizers, observations);
	}

	// For sources that an application builds itself; others have no use for it.
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	StsConnection credentialsStsConnection(OutgoingSettings settings, Descriptions descriptions) {
		return settings.sts(descriptions.top());
	}

	@Bean
	RefreshScheduler credentialsRefreshScheduler(OutgoingSettings settings,
			ObjectProvider<BootstrapCredentials> bootstrap) {
		BootstrapCredentials earlier = bootstrap.getIfAvailable();
		return (earlier != null && settings.clock() == InstantSource.system()) ? earlier.scheduler()
				: RefreshScheduler.create(settings.clock());
	}

	@Bean
	EventPublishingRefreshListener eventPublishingRefreshListener(ApplicationEventPublisher publisher) {
		return new EventPublishingRefreshListener(publisher);
	}

	@Bean
	CredentialsProviderFactory credentialsProviderFactory(Descriptions descriptions, BeanFactory beanFactory,
			RefreshScheduler scheduler, OutgoingSettings settings, ObjectProvider<RefreshListener> listeners,
			ObjectProvider<SourceFactory> factories, ObjectProvider<SourceWrapper> wrappers) {
		return new CredentialsProviderFactory(descriptions, beanFactory, scheduler, settings.files(),
				new CompositeRefreshListener(listeners.orderedStream().toList()), factories.stream().toList(),
				wrappers.stream().toList());
	}

	@Bean
	@ConditionalOnMissingBean(CredentialsProvider.class)
	RefreshingCredentialsProvider refreshingCredentialsProvider(CredentialsProviderFactory factory) {
		return factory.create(Description.DEFAULT);
	}

	@Bean
	CredentialsProviders credentialsProviders(ObjectProvider<RefreshingCredentialsProvider> providers,
			RuntimeRoles roles) {
		Comparator<RefreshingCredentialsProvider> defaultFirst = Comparator
			.comparing((provider) -> !provider.name().equals(Description.DEFAULT));
		return new CredentialsProviders(
				providers.stream().sorted(defaultFirst.thenComparing(RefreshingCredentialsProvider::name)).toList(),
				roles);
	}

	@Bean
	CredentialsStartup credentialsStartup(CredentialsProviders providers, Descriptions descriptions,
			MfaTokenProviders mfa) {
		return new CredentialsStartup(providers, descriptions, mfa);
	}

}
