package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Tells which groups of properties there are, without binding them.
 */
final class PropertyGroups {

	static final String PREFIX = "aws.credentials";

	static final String NAMED = PREFIX + ".named";

	private PropertyGroups() {
	}

	static boolean present(Environment environment, String group) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(group);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT
					|| source.getConfigurationProperty(name) != null) {
				return true;
			}
		}
		return false;
	}

	static List<String> chain(Environment environment, String prefix) {
		return Binder.get(environment).bind(prefix + ".chain", Bindable.listOf(String.class)).orElse(List.of());
	}

	/**
	 * Return the names of the named descriptions, as they were written.
	 * @param environment the environment
	 * @return the names, in alphabetical order
	 */
	static Set<String> names(Environment environment) {
		ConfigurationPropertyName named = ConfigurationPropertyName.of(NAMED);
		Set<String> names = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable
					&& source.containsDescendantOf(named) != ConfigurationPropertyState.ABSENT) {
				try (Stream<ConfigurationPropertyName> properties = iterable.stream()) {
					properties.filter(named::isAncestorOf)
						.map((name) -> name.getElement(named.getNumberOfElements(),
								ConfigurationPropertyName.Form.ORIGINAL))
						.forEach(names::add);
				}
			}
		}
		return names;
	}

}
