package io.awscredentials.autoconfigure;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * What conditions and registrars go by, before there are beans: read once, when the first
 * of them asks, and so after the application has defined its own beans.
 *
 * @param definitions the definitions of all providers
 * @param selection the kinds of sources of the default one
 */
record EarlyDefinitions(ProviderDefinitions definitions, SourceSelection selection) {

	private static final String BEAN_NAME = EarlyDefinitions.class.getName();

	static EarlyDefinitions get(BeanFactory beanFactory, Environment environment) {
		ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) beanFactory;
		if (beans.containsSingleton(BEAN_NAME)) {
			return beans.getBean(BEAN_NAME, EarlyDefinitions.class);
		}
		ProviderDefinitions definitions = ProviderDefinitions.bind(environment);
		EarlyDefinitions early = new EarlyDefinitions(definitions,
				SourceSelection.of(definitions.top(), beans::containsBeanDefinition));
		beans.registerSingleton(BEAN_NAME, early);
		return early;
	}

}
