package io.awscredentials.autoconfigure;

import io.awscredentials.identity.IdentityTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Auto-configuration of the tokens that tell services outside AWS who the application is
 * (outbound identity federation), where any is configured.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AwsCredentialsAutoConfiguration.class)
@ConditionalOnPropertyGroup(PropertyGroups.PREFIX + "." + IdentityTokenProperties.GROUP)
@ConditionalOnBean(CredentialsAssembler.class)
@EnableConfigurationProperties(IdentityTokenProperties.class)
@Import(IdentityTokenRegistrar.class)
public final class AwsCredentialsIdentityTokenAutoConfiguration {

	AwsCredentialsIdentityTokenAutoConfiguration() {
	}

	@Bean
	IdentityTokenAssembler awsCredentialsIdentityTokenAssembler(ProviderDefinitions definitions,
			CredentialsAssembler assembler, AwsClients clients) {
		return new IdentityTokenAssembler(definitions, assembler, clients);
	}

	@Bean
	AssembledIdentityTokens awsCredentialsIdentityTokens(IdentityTokenAssembler assembler,
			IdentityTokenProperties properties, ObjectProvider<AwsSigningProperties> signing) {
		signing.ifAvailable((signed) -> assembler.checkUnsigned(properties, signed.signing().keySet()));
		return assembler.assemble(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	IdentityTokens identityTokens(AssembledIdentityTokens tokens, IdentityTokenAssembler assembler,
			IdentityTokenProperties properties) {
		return new IdentityTokens(tokens.byName(), assembler.hosts(properties));
	}

	@Bean
	IdentityTokenStartup awsCredentialsIdentityTokenStartup(AssembledIdentityTokens tokens,
			ProviderDefinitions definitions, MfaTokenProviders mfa) {
		return new IdentityTokenStartup(tokens, definitions, mfa);
	}

	@Bean
	BearerClients awsCredentialsBearerClients(IdentityTokens tokens) {
		return new BearerClients(tokens);
	}

	@Bean
	RestClientHttpServiceGroupConfigurer awsCredentialsBearerRestClientHttpServiceGroupConfigurer(IdentityTokens tokens,
			IdentityTokenProperties properties) {
		return (groups) -> groups.filter((group) -> properties.identityToken().containsKey(group.name()))
			.forEachClient((group, builder) -> builder.apply(tokens.bearer(group.name())));
	}

	/**
	 * Where WebFlux is.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClientHttpServiceGroupConfigurer.class)
	static class Reactive {

		@Bean
		ReactiveBearerClients awsCredentialsReactiveBearerClients(IdentityTokens tokens) {
			return new ReactiveBearerClients(tokens);
		}

		@Bean
		WebClientHttpServiceGroupConfigurer awsCredentialsBearerWebClientHttpServiceGroupConfigurer(
				IdentityTokens tokens, IdentityTokenProperties properties) {
			return (groups) -> groups.filter((group) -> properties.identityToken().containsKey(group.name()))
				.forEachClient((group, builder) -> builder.filter(tokens.bearer(group.name()).filter()));
		}

	}

}
