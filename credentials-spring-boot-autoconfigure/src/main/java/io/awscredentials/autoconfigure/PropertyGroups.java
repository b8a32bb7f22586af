package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
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

	private static final ConfigurationPropertyName NAMED_NAME = ConfigurationPropertyName.of(NAMED);

	private static final int FIRST = NAMED_NAME.getNumberOfElements();

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
	 * Return the names of the named definitions that sources list, as they were written.
	 * An environment variable has no dashes and no capitals: it belongs to the name that
	 * exists and has its letters. Only where none has does it make a name, if it ends
	 * like a property.
	 * @param environment the environment
	 * @return the names, in alphabetical order
	 */
	static Set<String> names(Environment environment) {
		Set<String> names = new TreeSet<>();
		List<ConfigurationPropertyName> variables = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable
					&& source.containsDescendantOf(NAMED_NAME) != ConfigurationPropertyState.ABSENT) {
				boolean variable = isVariables(source);
				for (ConfigurationPropertyName name : iterable) {
					if (NAMED_NAME.isAncestorOf(name) && variable) {
						variables.add(name);
					}
					else if (NAMED_NAME.isAncestorOf(name)) {
						names.add(name.getElement(FIRST, Form.ORIGINAL));
					}
				}
			}
		}
		for (ConfigurationPropertyName variable : variables) {
			String letters = letters(variable, FIRST);
			if (names.stream().noneMatch((name) -> letters.startsWith(uniform(name)))) {
				String name = nameOf(variable);
				if (name != null) {
					names.add(name);
				}
			}
		}
		return names;
	}

	private static @Nullable String nameOf(ConfigurationPropertyName variable) {
		StringBuilder name = new StringBuilder();
		for (int i = FIRST; i < variable.getNumberOfElements() - 1; i++) {
			name.append((name.isEmpty()) ? "" : "-").append(variable.getElement(i, Form.UNIFORM));
			if (KnownProperties.ofProvider().hasLetters(letters(variable, i + 1))) {
				return name.toString();
			}
		}
		return null;
	}

	/**
	 * Return the letters of a name, with nothing between its parts.
	 * @param name the name
	 * @param from the index of the first part
	 * @return the letters
	 */
	static String letters(ConfigurationPropertyName name, int from) {
		StringBuilder letters = new StringBuilder();
		for (int i = from; i < name.getNumberOfElements(); i++) {
			letters.append(name.getElement(i, Form.UNIFORM));
		}
		return letters.toString();
	}

	/**
	 * Return the letters of the name of a definition.
	 * @param name the name, as it was written
	 * @return the letters
	 */
	static String uniform(String name) {
		return letters(name(name), 0);
	}

	/**
	 * Return the groups that are switched off: those whose highest source that says
	 * anything about them gives them an empty value.
	 * @param environment the environment
	 * @param groups the groups
	 * @return those that are off
	 */
	static List<ConfigurationPropertyName> switchedOff(Environment environment,
			List<ConfigurationPropertyName> groups) {
		return groups.stream().filter((group) -> isSwitchedOff(environment, group)).toList();
	}

	private static boolean isSwitchedOff(Environment environment, ConfigurationPropertyName group) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty own = source.getConfigurationProperty(group);
			if (own != null) {
				return own.getValue().toString().isBlank();
			}
			if (source.containsDescendantOf(group) == ConfigurationPropertyState.PRESENT) {
				return false;
			}
		}
		return false;
	}

	/**
	 * Return whether a property is a single value, and not a list, in the highest source
	 * that has it.
	 * @param environment the environment
	 * @param property the property
	 * @return whether it is a single value
	 */
	static boolean isScalar(Environment environment, String property) {
		ConfigurationPropertyName name = name(property);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.getConfigurationProperty(name) != null) {
				return true;
			}
			if (source.getConfigurationProperty(name.append("[0]")) != null) {
				return false;
			}
		}
		return false;
	}

	/**
	 * Return whether a property of a group is set.
	 * @param environment the environment
	 * @param group the prefix of the group
	 * @return whether there is one, as far as sources tell
	 */
	static boolean isSet(Environment environment, String group) {
		return state(environment, group) != ConfigurationPropertyState.ABSENT;
	}

	/**
	 * Return what sources say of the properties of a group.
	 * @param environment the environment
	 * @param group the prefix of the group
	 * @return whether there is one, unknown if only sources that list nothing may have it
	 */
	static ConfigurationPropertyState state(Environment environment, String group) {
		ConfigurationPropertyName name = name(group);
		ConfigurationPropertyState state = ConfigurationPropertyState.ABSENT;
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationPropertyState own = source.containsDescendantOf(name);
			if (own == ConfigurationPropertyState.PRESENT) {
				return own;
			}
			state = (own == ConfigurationPropertyState.UNKNOWN) ? own : state;
		}
		return state;
	}

	static boolean isVariables(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

}
