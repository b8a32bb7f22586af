package io.awscredentials.autoconfigure;

import java.util.Set;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.util.ClassUtils;

/**
 * Registers an interceptor for each name that signing is configured under, and a filter
 * where WebFlux is. They are injected by qualifier only, so that nobody who collects
 * interceptors signs by accident.
 */
class SigningRegistrar implements ImportBeanDefinitionRegistrar {

	static final String FILTER = "org.springframework.web.reactive.function.client.ExchangeFilterFunction";

	private final Environment environment;

	SigningRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		Set<String> names = Binder.get(this.environment)
			.bind("aws.credentials", AwsSigningProperties.class)
			.map((properties) -> properties.signing().keySet())
			.orElse(Set.of());
		boolean reactive = ClassUtils.isPresent(FILTER, getClass().getClassLoader());
		for (String name : names) {
			register(registry, name, "SigningInterceptor", ClientHttpRequestInterceptor.class, "awsSigningClients",
					"interceptor", false);
			if (reactive) {
				register(registry, name, "SigningFilter",
						ClassUtils.resolveClassName(FILTER, getClass().getClassLoader()), "awsSigningReactiveClients",
						"filter", false);
			}
		}
	}

	static void register(BeanDefinitionRegistry registry, String name, String suffix, Class<?> type, String factory,
			String method, boolean defaultCandidate) {
		String beanName = name + suffix;
		if (registry.containsBeanDefinition(beanName)) {
			return;
		}
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setFactoryBeanName(factory);
		definition.setFactoryMethodName(method);
		definition.getConstructorArgumentValues().addGenericArgumentValue(name);
		definition.setDefaultCandidate(defaultCandidate);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		registry.registerBeanDefinition(beanName, definition);
	}

}
