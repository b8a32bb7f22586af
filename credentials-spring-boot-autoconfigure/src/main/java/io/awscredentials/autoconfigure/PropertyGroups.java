package io.awscredentials.autoconfigure;

import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The names of properties, and what sources list.
 */
final class PropertyGroups {

	static final String PREFIX = "aws.credentials";

	static final String NAMED = PREFIX + ".named";

	private PropertyGroups() {
	}

	/**
	 * Return the name of a property, which may hold the name of a provider as it was
	 * written: {@code dataLake}, for example.
	 * @param property the property
	 * @return its name
	 */
	static ConfigurationPropertyName name(String property) {
		return ConfigurationPropertyName.adapt(property, '.');
	}

	/**
	 * Return whether a source lists properties below a group, of whatever name. What only
	 * environment variables list may be somebody else's.
	 * @param environment the environment
	 * @param group the name of the group
	 * @return whether there are such properties
	 */
	static boolean lists(Environment environment, String group) {
		ConfigurationPropertyName name = name(group);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (!isVariables(source) && source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the names of the named definitions that sources list, as they were written.
	 * What only environment variables list may be somebody else's.
	 * @param environment the environment
	 * @return the names, in alphabetical order
	 */
	static Set<String> names(Environment environment) {
		ConfigurationPropertyName named = ConfigurationPropertyName.of(NAMED);
		Set<String> names = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable && !isVariables(source)
					&& source.containsDescendantOf(named) != ConfigurationPropertyState.ABSENT) {
				for (ConfigurationPropertyName name : iterable) {
					if (named.isAncestorOf(name)) {
						names
							.add(name.getElement(named.getNumberOfElements(), ConfigurationPropertyName.Form.ORIGINAL));
					}
				}
			}
		}
		return names;
	}

	private static boolean isVariables(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

}
