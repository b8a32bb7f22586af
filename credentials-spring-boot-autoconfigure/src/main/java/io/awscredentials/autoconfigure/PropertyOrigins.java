package io.awscredentials.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Tells where the properties are set that a text names.
 *
 * @param environment where properties come from
 */
record PropertyOrigins(Environment environment) {

	private static final Pattern NAME = Pattern.compile("'((?:aws\\.credentials|spring)\\.[\\w.\\[\\]-]+)'");

	/** What is in 'aws.credentials' itself is no group. */
	private static final int GROUP = 3;

	/** A group that is set in many places is not all of the story. */
	private static final int MOST = 8;

	/**
	 * Find where properties are set that a failure names.
	 * @param message the message, in which names of properties are in quotes
	 * @param advice the advice, likewise
	 * @return where each is set, by its name, unless the message says so; of a group in
	 * the message what is set below it, and of a property that is not set what is set
	 * beside it
	 */
	Map<String, String> of(String message, String advice) {
		Map<String, String> origins = new LinkedHashMap<>();
		for (ConfigurationPropertyName name : names(message)) {
			if (!add(name, origins) && !addBelow(name, origins) && name.getNumberOfElements() > GROUP) {
				addBelow(name.getParent(), origins);
			}
		}
		names(advice).forEach((name) -> add(name, origins));
		origins.values().removeIf(message::contains);
		return origins;
	}

	private static List<ConfigurationPropertyName> names(String text) {
		return NAME.matcher(text).results().map((result) -> PropertyGroups.name(result.group(1))).toList();
	}

	private boolean add(ConfigurationPropertyName name, Map<String, String> origins) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (add(source, name, origins) || add(source, name.append("[0]"), origins)) {
				return true;
			}
		}
		return false;
	}

	private boolean addBelow(ConfigurationPropertyName group, Map<String, String> origins) {
		boolean found = false;
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable && !PropertyGroups.isVariables(source)) {
				for (ConfigurationPropertyName name : iterable) {
					found |= group.isAncestorOf(name) && origins.size() < MOST && add(source, name, origins);
				}
			}
		}
		return found;
	}

	private static boolean add(ConfigurationPropertySource source, ConfigurationPropertyName name,
			Map<String, String> origins) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		String origin = origin(property);
		if (origin != null) {
			origins.putIfAbsent(name.toString(), origin);
		}
		return property != null;
	}

	private static @Nullable String origin(@Nullable ConfigurationProperty property) {
		return (property != null && property.getOrigin() != null) ? property.getOrigin().toString() : null;
	}

}
