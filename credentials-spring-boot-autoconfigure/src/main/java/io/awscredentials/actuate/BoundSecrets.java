package io.awscredentials.actuate;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PropertyPlaceholderHelper;

/**
 * The secrets that the environment has for our properties: their values, in each of its
 * sources, and the keys of the properties that placeholders in them name.
 *
 * @param values the values that are secrets wherever they are found
 * @param named the uniform keys of the properties that placeholders name
 */
record BoundSecrets(Set<String> values, Set<String> named) {

	// Shorter values are words that are found everywhere.
	private static final int MINIMUM_LENGTH = 8;

	private static final PropertyPlaceholderHelper PLACEHOLDERS = new PropertyPlaceholderHelper("${", "}", ":", '\\',
			true);

	static BoundSecrets of(Environment environment) {
		BoundSecrets secrets = new BoundSecrets(new HashSet<>(), new HashSet<>());
		if (environment instanceof ConfigurableEnvironment configurable) {
			MutablePropertySources sources = configurable.getPropertySources();
			for (PropertySource<?> source : sources) {
				if (source instanceof EnumerablePropertySource<?> enumerable) {
					secrets.add(enumerable, sources);
				}
			}
		}
		return secrets;
	}

	private void add(EnumerablePropertySource<?> source, MutablePropertySources sources) {
		for (String name : source.getPropertyNames()) {
			Object value = (name.regionMatches(true, 0, "aws", 0, 3)) ? source.getProperty(name) : null;
			if (value != null) {
				add(SecretKeys.uniform(name), value.toString(), sources);
			}
		}
	}

	private void add(String key, String value, MutablePropertySources sources) {
		Set<String> named = new HashSet<>();
		String resolved = resolve(value, named, sources);
		if (SecretKeys.isSecret(key, resolved)) {
			this.named.addAll(named);
		}
		if (SecretKeys.isUnmistakable(key, resolved) && resolved.length() >= MINIMUM_LENGTH) {
			this.values.add(resolved);
		}
	}

	private static String resolve(String value, Set<String> named, MutablePropertySources sources) {
		try {
			return PLACEHOLDERS.replacePlaceholders(value, (name) -> {
				named.add(SecretKeys.uniform(name));
				return value(name, sources);
			});
		}
		catch (IllegalArgumentException ex) {
			// Placeholders that go round in a circle stand for nothing.
			return value;
		}
	}

	private static @Nullable String value(String name, MutablePropertySources sources) {
		for (PropertySource<?> source : sources) {
			Object value = source.getProperty(name);
			if (value != null) {
				return value.toString();
			}
		}
		return null;
	}

}
