package io.awscredentials.autoconfigure;

import java.util.function.Supplier;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * What conditions and registrars go by, before there are beans.
 */
final class EarlyDefinitions {

	private static final String BEAN_NAME = EarlyDefinitions.class.getName();

	private final ProviderDefinitions definitions;

	private final Supplier<SourceSelection> selection;

	private EarlyDefinitions(ProviderDefinitions definitions, ConfigurableListableBeanFactory beans) {
		this.definitions = definitions;
		this.selection = SingletonSupplier.of(() -> select(definitions.top(), beans));
	}

	static EarlyDefinitions get(BeanFactory beanFactory, Environment environment) {
		ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) beanFactory;
		if (beans.containsSingleton(BEAN_NAME)) {
			return beans.getBean(BEAN_NAME, EarlyDefinitions.class);
		}
		EarlyDefinitions early = new EarlyDefinitions(ProviderDefinitions.bind(environment), beans);
		beans.registerSingleton(BEAN_NAME, early);
		return early;
	}

	private static SourceSelection select(ProviderDefinition top, ConfigurableListableBeanFactory beans) {
		String[] details = beans.getBeanNamesForType(CredentialsConnectionDetails.class, true, false);
		return (details.length > 0) ? SourceSelection.supplied(top, "bean '" + details[0] + "'")
				: SourceSelection.of(top, beans::containsBeanDefinition);
	}

	/**
	 * Return the definitions of all providers.
	 * @return the definitions
	 */
	ProviderDefinitions definitions() {
		return this.definitions;
	}

	/**
	 * Return the kinds of sources of the default provider. Made when the first condition
	 * of a bean asks, and so after the application has defined its own beans.
	 * @return the selection
	 */
	SourceSelection selection() {
		return this.selection.get();
	}

}
