package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.Objects;

import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.actuate.CredentialsEndpointWebExtension;
import io.awscredentials.actuate.ReactiveCredentialsEndpointWebExtension;
import io.awscredentials.actuate.TokenCodeBodyAdvice;
import io.awscredentials.actuate.TokenCodeWebFilter;
import io.awscredentials.connect.Connections;
import io.awscredentials.internal.MfaAnswers;
import io.awscredentials.refresh.CredentialsProviders;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdvice;

/**
 * The beans of the endpoint, to be imported in this order.
 */
final class EndpointConfigurations {

	private EndpointConfigurations() {
	}

	// What pages of other origins may do is said by the rules of the actuator, if any.
	private static boolean isCrossOriginAllowed(Environment environment) {
		return Binder.get(environment)
			.bind("management.endpoints.web.cors", CorsEndpointProperties.class)
			.orElseGet(CorsEndpointProperties::new)
			.toCorsConfiguration() != null;
	}

	@Configuration(proxyBeanMethods = false)
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnAvailableEndpoint
		@ConditionalOnBean({ CredentialsProviders.class, AwsClients.class })
		@ConditionalOnMissingBean
		CredentialsEndpoint awsCredentialsEndpoint(CredentialsProviders providers, ObjectProvider<MfaAnswers> answers,
				AwsClients clients, ObjectProvider<ChangedProperties> changed, Connections connections,
				ObjectProvider<AssembledIdentityTokens> identityTokens) {
			ChangedProperties changedProperties = changed.getIfAvailable(ChangedProperties::new);
			AssembledIdentityTokens tokens = identityTokens.getIfAvailable();
			return new CredentialsEndpoint(providers,
					(provider, tokenCode) -> answers.stream()
						.map((taker) -> taker.answer(provider, tokenCode))
						.filter(Objects::nonNull)
						.findFirst()
						.orElse(null),
					clients.clockSkew()::offset, changedProperties::keys, connections,
					(tokens != null) ? tokens.all() : List.of());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnBean(CredentialsEndpoint.class)
	static class ServletConfiguration {

		@Bean
		@ConditionalOnMissingBean
		CredentialsEndpointWebExtension awsCredentialsEndpointWebExtension(CredentialsEndpoint endpoint,
				Environment environment) {
			return new CredentialsEndpointWebExtension(endpoint, isCrossOriginAllowed(environment));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(RequestBodyAdvice.class)
	@ConditionalOnBean(CredentialsEndpoint.class)
	@Conditional(OnUnrestrictedEndpointCondition.class)
	static class WebMvcConfiguration {

		@Bean
		TokenCodeBodyAdvice awsCredentialsTokenCodeBodyAdvice() {
			return new TokenCodeBodyAdvice();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnBean(CredentialsEndpoint.class)
	static class ReactiveConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ReactiveCredentialsEndpointWebExtension awsCredentialsEndpointWebExtension(CredentialsEndpoint endpoint,
				Environment environment) {
			return new ReactiveCredentialsEndpointWebExtension(endpoint, isCrossOriginAllowed(environment));
		}

		@Bean
		@Conditional(OnUnrestrictedEndpointCondition.class)
		TokenCodeWebFilter awsCredentialsTokenCodeWebFilter(WebEndpointProperties properties,
				ObjectProvider<PathMapper> pathMappers) {
			String path = PathMapper.getRootPath(pathMappers.orderedStream().toList(), EndpointId.of("awscredentials"));
			return new TokenCodeWebFilter(properties.getBasePath() + "/" + path);
		}

	}

}
