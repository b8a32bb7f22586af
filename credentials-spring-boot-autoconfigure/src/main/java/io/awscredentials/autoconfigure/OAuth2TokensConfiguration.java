package io.awscredentials.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * Asks for tokens with the client registrations of Spring Security.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(AuthorizedClientServiceOAuth2AuthorizedClientManager.class)
class OAuth2TokensConfiguration {

	/** Nobody is signed in: the tokens are the service's own. */
	private static final String PRINCIPAL = "aws-credentials";

	@Bean
	@Lazy
	OAuth2Tokens awsCredentialsOAuth2Tokens(ObjectProvider<ClientRegistrationRepository> registrations,
			ObjectProvider<OAuth2AuthorizedClientService> services) {
		ClientRegistrationRepository repository = registrations.getIfAvailable();
		if (repository == null) {
			return (registrationId) -> null;
		}
		OAuth2AuthorizedClientManager manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(repository,
				services.getIfAvailable(() -> new InMemoryOAuth2AuthorizedClientService(repository)));
		return (registrationId) -> (repository.findByRegistrationId(registrationId) != null)
				? supplier(manager, registrationId) : null;
	}

	private static Supplier<String> supplier(OAuth2AuthorizedClientManager manager, String registrationId) {
		OAuth2AuthorizeRequest request = OAuth2AuthorizeRequest.withClientRegistrationId(registrationId)
			.principal(PRINCIPAL)
			.build();
		return () -> token(manager.authorize(request), registrationId);
	}

	private static String token(@Nullable OAuth2AuthorizedClient client, String registrationId) {
		if (client == null) {
			throw new IllegalStateException("The client registration '" + registrationId
					+ "' gives no token by itself: its authorization grant type is not client_credentials");
		}
		return client.getAccessToken().getTokenValue();
	}

}
