package io.awscredentials.autoconfigure;

import java.util.Set;

import io.awscredentials.identity.IdentityTokenProvider;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.util.ClassUtils;

/**
 * Registers what gives the token for each name that one is configured under, an
 * interceptor that sends it, and a filter where WebFlux is. The last two are injected by
 * qualifier only, so that nobody who collects interceptors sends tokens by accident.
 */
class IdentityTokenRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	IdentityTokenRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		Set<String> names = Binder.get(this.environment)
			.bind("aws.credentials", IdentityTokenProperties.class)
			.map((properties) -> properties.identityToken().keySet())
			.orElse(Set.of());
		ClassLoader classLoader = getClass().getClassLoader();
		boolean reactive = ClassUtils.isPresent(SigningRegistrar.FILTER, classLoader);
		for (String name : names) {
			SigningRegistrar.register(registry, name, "IdentityTokenProvider", IdentityTokenProvider.class,
					"awsCredentialsBearerClients", "provider", true);
			SigningRegistrar.register(registry, name, "BearerInterceptor", ClientHttpRequestInterceptor.class,
					"awsCredentialsBearerClients", "interceptor", false);
			if (reactive) {
				SigningRegistrar.register(registry, name, "BearerFilter",
						ClassUtils.resolveClassName(SigningRegistrar.FILTER, classLoader),
						"awsCredentialsReactiveBearerClients", "filter", false);
			}
		}
	}

}
