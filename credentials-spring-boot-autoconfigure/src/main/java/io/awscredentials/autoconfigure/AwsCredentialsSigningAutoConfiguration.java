package io.awscredentials.autoconfigure;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.region.RegionResolver;
import io.awscredentials.signing.AwsSigning;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Auto-configuration of what credentials sign: requests, for those who inject
 * {@link AwsSigning} and for the HTTP service groups that have properties, and
 * {@link IamTokens}.
 *
 * @since 0.1.0
 */
// Made for whoever needs it: an application, or a name that has properties.
@Lazy
@AutoConfiguration(after = AwsCredentialsAutoConfiguration.class)
@ConditionalOnSingleCandidate(CredentialsProvider.class)
@EnableConfigurationProperties(AwsSigningProperties.class)
public final class AwsCredentialsSigningAutoConfiguration {

	AwsCredentialsSigningAutoConfiguration() {
	}

	@Bean
	ProvidersByName awsSigningProviders(CredentialsProvider provider, ObjectProvider<CredentialsProviders> providers) {
		Map<String, CredentialsProvider> byName = new HashMap<>();
		providers.ifAvailable((named) -> named.all().forEach((one) -> byName.put(one.name(), one)));
		byName.put("default", provider);
		return new ProvidersByName(byName);
	}

	@Bean
	@ConditionalOnMissingBean
	AwsSigning awsSigning(CredentialsProvider provider, ProvidersByName providers,
			ObjectProvider<EnvironmentVariables> variables, ObjectProvider<AwsClients> clients,
			@Qualifier("credentialsClock") ObjectProvider<InstantSource> clock, AwsSigningProperties properties,
			Environment environment) {
		properties.checkProviders(providers.providers().keySet());
		// What the hosts of an application say of the time counts for its requests only.
		return new AwsSigning(provider, providers.providers(), region(variables, clients, environment),
				corrected(clock.getIfAvailable(InstantSource::system), clients), properties.definitions());
	}

	@Bean
	@ConditionalOnMissingBean
	IamTokens iamTokens(CredentialsProvider provider, ProvidersByName providers,
			ObjectProvider<EnvironmentVariables> variables, ObjectProvider<AwsClients> clients,
			@Qualifier("credentialsClock") ObjectProvider<InstantSource> clock, Environment environment) {
		InstantSource local = clock.getIfAvailable(InstantSource::system);
		return new IamTokens(provider, providers.providers(), region(variables, clients, environment), local,
				corrected(local, clients));
	}

	/** By what is known of the time that AWS sees. */
	private static InstantSource corrected(InstantSource local, ObjectProvider<AwsClients> clients) {
		AwsClients known = clients.getIfAvailable();
		return (known != null) ? known.clockSkew().correct(local) : local;
	}

	private static Supplier<@Nullable String> region(ObjectProvider<EnvironmentVariables> variables,
			ObjectProvider<AwsClients> clients, Environment environment) {
		RegionResolver regions = new RegionResolver(variables.getIfUnique(EnvironmentVariables::system));
		AwsClients known = clients.getIfAvailable();
		String supplied = (known != null) ? known.connection().region() : null;
		String configured = (supplied != null) ? supplied : environment.getProperty("aws.credentials.region");
		return () -> regions.resolve(configured, () -> null);
	}

	/**
	 * Where names have properties.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnPropertyGroup(AwsSigningProperties.PREFIX)
	@Import(SigningRegistrar.class)
	static class NamedConfiguration {

		@Bean
		SigningClients awsSigningClients(AwsSigning signing) {
			return new SigningClients(signing);
		}

		@Bean
		RestClientHttpServiceGroupConfigurer awsSigningRestClientHttpServiceGroupConfigurer(AwsSigning signing,
				AwsSigningProperties properties) {
			return (groups) -> groups.filter((group) -> properties.signing().containsKey(group.name()))
				.forEachClient((group, builder) -> builder.apply(signing.named(group.name())));
		}

	}

	/**
	 * Where names have properties, and WebFlux is.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnPropertyGroup(AwsSigningProperties.PREFIX)
	@ConditionalOnClass(WebClientHttpServiceGroupConfigurer.class)
	static class Reactive {

		@Bean
		ReactiveSigningClients awsSigningReactiveClients(AwsSigning signing) {
			return new ReactiveSigningClients(signing);
		}

		@Bean
		WebClientHttpServiceGroupConfigurer awsSigningWebClientHttpServiceGroupConfigurer(AwsSigning signing,
				AwsSigningProperties properties) {
			return (groups) -> groups.filter((group) -> properties.signing().containsKey(group.name()))
				.forEachClient((group, builder) -> builder.filter(signing.named(group.name()).filter()));
		}

	}

}
