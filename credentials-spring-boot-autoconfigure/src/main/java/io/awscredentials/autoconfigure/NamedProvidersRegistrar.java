package io.awscredentials.autoconfigure;

import java.util.Set;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a fallback bean for each named definition, qualified by its name.
 */
class NamedProvidersRegistrar implements ImportBeanDefinitionRegistrar {

	private static final String FACTORY = "awsCredentialsAssembler";

	private static final Set<String> RESERVED = Set.of(CredentialsAssembler.DEFAULT_PROVIDER, "awsCredentialsProvider");

	private final EarlyDefinitions early;

	NamedProvidersRegistrar(BeanFactory beanFactory, Environment environment) {
		this.early = EarlyDefinitions.get(beanFactory, environment);
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		for (String name : this.early.definitions().names()) {
			String beanName = CredentialsAssembler.beanName(name);
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
