package io.awscredentials.autoconfigure;

import io.awscredentials.sdk.SdkCredentialsProvider;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a fallback bean for the AWS SDK beside the provider of each named
 * description.
 */
class NamedSdkProvidersRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	NamedSdkProvidersRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		for (String name : PropertyGroups.names(this.environment)) {
			String beanName = name + "AwsCredentialsProvider";
			boolean described = registry.containsBeanDefinition(CredentialsProviderFactory.beanName(name));
			if (described && !registry.containsBeanDefinition(beanName)) {
				registry.registerBeanDefinition(beanName, definition(name));
			}
		}
	}

	private static RootBeanDefinition definition(String name) {
		RootBeanDefinition definition = new RootBeanDefinition(SdkCredentialsProvider.class);
		definition.setFactoryMethodName("of");
		definition.getConstructorArgumentValues()
			.addGenericArgumentValue(new RuntimeBeanReference(CredentialsProviderFactory.beanName(name)));
		definition.setFallback(true);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		return definition;
	}

}
