package io.awscredentials.autoconfigure;

import java.util.Set;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a fallback bean for each named description, qualified by its name.
 */
class NamedProvidersRegistrar implements ImportBeanDefinitionRegistrar {

	static final String FACTORY = "credentialsProviderFactory";

	private static final Set<String> RESERVED = Set.of(CredentialsProviderFactory.DEFAULT_PROVIDER,
			"awsCredentialsProvider");

	private final Environment environment;

	NamedProvidersRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		for (String name : PropertyGroups.names(this.environment)) {
			String beanName = CredentialsProviderFactory.beanName(name);
			if (RESERVED.contains(beanName)) {
				throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Configuration",
						"Property '" + PropertyGroups.NAMED + "." + name + "' uses a name that is reserved")
					.withAdvice("Choose another name than '" + name + "'");
			}
			if (!registry.containsBeanDefinition(beanName)) {
				registry.registerBeanDefinition(beanName, definition(name));
			}
		}
	}

	private static RootBeanDefinition definition(String name) {
		RootBeanDefinition definition = new RootBeanDefinition(RefreshingCredentialsProvider.class);
		definition.setFactoryBeanName(FACTORY);
		definition.setFactoryMethodName("create");
		definition.getConstructorArgumentValues().addGenericArgumentValue(name);
		definition.setFallback(true);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		return definition;
	}

}
