package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

	/**
	 * Return the name of a property, which may hold the name of a provider as it was
	 * written: {@code dataLake}, for example.
	 * @param property the property
	 * @return its name
	 */
	static ConfigurationPropertyName name(String property) {
		return ConfigurationPropertyName.adapt(property, '.');
	}

	static boolean present(Environment environment, String group) {
		return present(environment, group, Set.of());
	}

	/**
	 * Return whether a group has properties.
	 * @param environment the environment
	 * @param group the name of the group
	 * @param ignored the properties that don't count, by their name below the group
	 * @return whether there are any others
	 */
	static boolean present(Environment environment, String group, Set<String> ignored) {
		ConfigurationPropertyName name = name(group);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.getConfigurationProperty(name) != null
					|| (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT
							&& !hasOnly(source, name, ignored))) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasOnly(ConfigurationPropertySource source, ConfigurationPropertyName group,
			Set<String> ignored) {
		if (ignored.isEmpty() || !(source instanceof IterableConfigurationPropertySource iterable)) {
			return false;
		}
		Set<String> uniform = ignored.stream().map((key) -> key.replace("-", "")).collect(Collectors.toSet());
		try (Stream<ConfigurationPropertyName> properties = iterable.stream()) {
			return properties.filter(group::isAncestorOf).map((name) -> below(group, name)).allMatch(uniform::contains);
		}
	}

	/** An environment variable has a new element where a property has a dash. */
	private static String below(ConfigurationPropertyName group, ConfigurationPropertyName name) {
		StringBuilder below = new StringBuilder();
		for (int i = group.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
			if (!name.isNumericIndex(i)) {
				below.append(name.getElement(i, ConfigurationPropertyName.Form.UNIFORM));
			}
		}
		return below.toString();
	}

	static List<String> chain(Environment environment, String prefix) {
		String property = prefix + ".chain";
		return (present(environment, property))
				? Binder.get(environment).bind(name(property), Bindable.listOf(String.class)).orElse(List.of())
				: List.of();
	}

	/**
	 * Return the prefixes of all descriptions.
	 * @param environment the environment
	 * @return the one of the default provider, and those of the named ones
	 */
	static List<String> prefixes(Environment environment) {
		List<String> prefixes = new ArrayList<>();
		prefixes.add(PREFIX);
		for (String name : names(environment)) {
			prefixes.add(NAMED + "." + name);
		}
		return prefixes;
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

}
