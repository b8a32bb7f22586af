package io.awscredentials.autoconfigure;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.connect.Connections;
import io.awscredentials.event.EventPublishingRefreshListener;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.mfa.PendingMfaTokenProvider;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.region.DefaultEndpointResolver;
import io.awscredentials.region.EndpointResolver;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of AWS credentials. What an application supplies is looked for here
 * and handed to those who use it: a retrieval, which somebody may be waiting for while
 * beans are made, looks for nothing.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "aws.credentials.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ ProviderProperties.class, AwsCredentialsProperties.class })
@Import({ SpringCloudAwsConfiguration.class, SourceConfiguration.class, MfaConfiguration.class,
		NamedProvidersRegistrar.class, SpringCloudConfiguration.class, OAuth2TokensConfiguration.class,
		VaultOperationsConfiguration.class })
public final class AwsCredentialsAutoConfiguration {

	AwsCredentialsAutoConfiguration() {
	}

	@Bean
	ProviderDefinitions awsCredentialsDefinitions(ListableBeanFactory beanFactory, Environment environment) {
		if (AotDetector.useGeneratedArtifacts()) {
			AheadOfTimeProperties.check(beanFactory, environment);
		}
		return EarlyDefinitions.get(beanFactory, environment).definitions();
	}

	@Bean
	AwsClients awsCredentialsClients(ObjectProvider<EnvironmentVariables> environment,
			@Qualifier("credentialsClock") ObjectProvider<InstantSource> clock,
			ObjectProvider<CredentialsRestClientCustomizer> customizers, ObjectProvider<EndpointResolver> resolver,
			ObjectProvider<CredentialsConnectionDetails> details) {
		return new AwsClients(environment.getIfUnique(), clock.getIfAvailable(InstantSource::system),
				customizers.orderedStream().toList(), resolver.getIfAvailable(DefaultEndpointResolver::new),
				SuppliedConnection.of(details.getIfAvailable()));
	}

	@Bean
	RefreshScheduler awsCredentialsRefreshScheduler(AwsClients clients, ObjectProvider<BootstrapCredentials> earlier) {
		BootstrapCredentials bootstrap = earlier.getIfAvailable();
		return (bootstrap != null && clients.clock() == InstantSource.system()) ? bootstrap.scheduler()
				: RefreshScheduler.create(clients.clock());
	}

	@Bean
	AssembledProviders awsCredentialsAssembledProviders(ProviderDefinitions definitions) {
		return new AssembledProviders(definitions);
	}

	@Bean
	MfaTokenProviders awsCredentialsMfaTokenProviders(ProviderDefinitions definitions, AwsClients clients,
			AssembledProviders providers, ListableBeanFactory beans, ObjectProvider<MfaTokenProvider> primary,
			ObjectProvider<PendingMfaTokenProvider> pending) {
		Map<String, Supplier<MfaTokenProvider>> byName = new LinkedHashMap<>();
		for (String name : beans.getBeanNamesForType(MfaTokenProvider.class)) {
			byName.put(name, () -> beans.getBean(name, MfaTokenProvider.class));
		}
		return new MfaTokenProviders(definitions, byName, primary::getIfUnique,
				pending.getIfUnique(() -> MfaTokenProviders.pending(clients.clock())), clients.clockSkew(),
				providers::refresh);
	}

	@Bean
	CredentialsAssembler awsCredentialsAssembler(ProviderDefinitions definitions, AwsClients clients,
			MfaTokenProviders mfa, AssembledProviders providers, RefreshScheduler scheduler,
			ObjectProvider<RefreshListener> listeners, ApplicationEventPublisher publisher,
			ConfigurableListableBeanFactory beans) {
		List<RefreshListener> all = new ArrayList<>(listeners.orderedStream().toList());
		all.add(new EventPublishingRefreshListener(publisher));
		RefreshListener listener = new CompositeRefreshListener(all);
		return new CredentialsAssembler(definitions, clients, mfa, providers, scheduler, listener,
				new ApplicationBeans(beans, definitions, clients.connection(), listener));
	}

	@Bean
	@ConditionalOnMissingBean(CredentialsProvider.class)
	RefreshingCredentialsProvider refreshingCredentialsProvider(CredentialsAssembler assembler) {
		return assembler.create(ProviderDefinition.DEFAULT);
	}

	@Bean
	RuntimeRoleAssembler awsCredentialsRuntimeRoleAssembler(ProviderDefinitions definitions,
			CredentialsAssembler assembler, AwsClients clients, MfaTokenProviders mfa,
			ObjectProvider<RuntimeRoleProperties> properties) {
		return new RuntimeRoleAssembler(definitions, assembler, clients, mfa,
				properties.getIfAvailable(RuntimeRoleProperties::defaults));
	}

	@Bean
	CredentialsProviders awsCredentialsProviders(ObjectProvider<RefreshingCredentialsProvider> all,
			ProviderDefinitions definitions, CredentialsAssembler assembler, AssembledProviders assembled,
			RuntimeRoleAssembler roles, BeanFactory beans) {
		Map<String, RefreshingCredentialsProvider> byName = new TreeMap<>();
		all.forEach((provider) -> byName.put(provider.name(), provider));
		for (String name : definitions.names()) {
			// An application that was processed ahead of time has no beans for the names
			// that came later.
			if (!beans.containsBean(CredentialsAssembler.beanName(name))) {
				byName.put(name, assembler.provider(name));
			}
		}
		List<RefreshingCredentialsProvider> defaultFirst = new ArrayList<>();
		RefreshingCredentialsProvider top = byName.remove(ProviderDefinition.DEFAULT);
		if (top != null) {
			defaultFirst.add(top);
		}
		defaultFirst.addAll(byName.values());
		CredentialsProviders providers = new CredentialsProviders(defaultFirst, roles::roles);
		assembled.orElse(providers::refresh);
		return providers;
	}

	@Bean
	Connections awsCredentialsConnections(AwsClients clients) {
		return new Connections(clients.clock());
	}

	// Made after what it starts, which registries of meters may need that are clients of
	// AWS, and that come with the registry of observations.
	@Bean
	CredentialsStartup awsCredentialsStartup(CredentialsProviders providers, ProviderDefinitions definitions,
			CredentialsAssembler assembler, MfaTokenProviders mfa, RefreshScheduler scheduler, AwsClients clients,
			ObjectProvider<ObservationRegistry> observations) {
		observations.ifUnique(clients::observe);
		return new CredentialsStartup(providers, definitions, mfa, scheduler, assembler.select(definitions.top()));
	}

	/**
	 * Where something is set for roles that are known only at run time.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnPropertyGroup(RuntimeRoleProperties.PREFIX)
	@EnableConfigurationProperties(RuntimeRoleProperties.class)
	static class RuntimeRolesConfiguration {

	}

	/**
	 * Where something is set for tokens in place of passwords.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnPropertyGroup(ConnectProperties.PREFIX)
	@EnableConfigurationProperties(ConnectProperties.class)
	static class ConnectConfiguration {

	}

}
