package io.awscredentials.autoconfigure;

import io.awscredentials.sdk.SdkCredentialsProvider;

import org.springframework.beans.factory.BeanFactory;
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

	private final EarlyDefinitions early;

	NamedSdkProvidersRegistrar(BeanFactory beanFactory, Environment environment) {
		this.early = EarlyDefinitions.get(beanFactory, environment);
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		for (String name : this.early.definitions().names()) {
			String beanName = name + "AwsCredentialsProvider";
			boolean described = registry.containsBeanDefinition(CredentialsAssembler.beanName(name));
			if (described && !registry.containsBeanDefinition(beanName)) {
				registry.registerBeanDefinition(beanName, definition(name));
			}
		}
	}

	private static RootBeanDefinition definition(String name) {
		RootBeanDefinition definition = new RootBeanDefinition(SdkCredentialsProvider.class);
		definition.setFactoryMethodName("of");
		definition.getConstructorArgumentValues()
			.addGenericArgumentValue(new RuntimeBeanReference(CredentialsAssembler.beanName(name)));
		definition.setFallback(true);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		return definition;
	}

}
