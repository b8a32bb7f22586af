package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The definitions of all providers.
 */
final class ProviderDefinitions {

	private final ProviderDefinition top;

	private final Map<String, ProviderProperties> named;

	private final Environment environment;

	ProviderDefinitions(ProviderProperties top, Map<String, ProviderProperties> named, Environment environment) {
		this.top = new ProviderDefinition(ProviderDefinition.DEFAULT, PropertyGroups.PREFIX, top,
				ProviderProperties.empty(), environment);
		this.named = named;
		this.environment = environment;
	}

	/**
	 * Read the definitions from the environment.
	 * @param environment the environment
	 * @return the definitions
	 */
	static ProviderDefinitions bind(Environment environment) {
		Binder binder = Binder.get(environment);
		ProviderProperties top = binder.bind(PropertyGroups.PREFIX, ProviderProperties.class)
			.orElseGet(ProviderProperties::empty);
		Map<String, ProviderProperties> named = binder
			.bind(PropertyGroups.NAMED, Bindable.mapOf(String.class, ProviderProperties.class))
			.orElseGet(Map::of);
		ProviderDefinitions definitions = new ProviderDefinitions(top, named, environment);
		for (String name : PropertyGroups.names(environment)) {
			if (!named.containsKey(name)) {
				throw definitions.top.invalid("named." + name, "has no property that is known",
						"Correct the names of the properties below it");
			}
		}
		return definitions;
	}

	/**
	 * Return the definition of the default provider.
	 * @return the definition
	 */
	ProviderDefinition top() {
		return this.top;
	}

	/**
	 * Return the names of the other providers.
	 * @return the names
	 */
	Set<String> names() {
		return this.named.keySet();
	}

	/**
	 * Return the definitions of all providers, that of the default one first.
	 * @return the definitions
	 */
	List<ProviderDefinition> all() {
		return Stream.concat(Stream.of(this.top), names().stream().map(this::get)).toList();
	}

	ProviderDefinition get(String name) {
		if (name.equals(ProviderDefinition.DEFAULT)) {
			return this.top;
		}
		ProviderProperties own = this.named.getOrDefault(name, ProviderProperties.empty());
		return new ProviderDefinition(name, PropertyGroups.NAMED + "." + name, own, this.top.properties(),
				this.environment);
	}

	/**
	 * Check that the providers a definition starts from exist and form no loop.
	 * @param name the name of the definition
	 * @throws io.awscredentials.CredentialsException if they don't
	 */
	void checkSources(String name) {
		List<String> path = new ArrayList<>(List.of(name));
		ProviderDefinition definition = get(name);
		for (String source = definition.properties().source(); source != null; source = definition.properties()
			.source()) {
			if (!source.equals(ProviderDefinition.DEFAULT) && !names().contains(source)) {
				throw definition.invalid("source", "names the provider '" + source + "', which is not described",
						"Use 'default' or a name below '" + PropertyGroups.NAMED + "'"
								+ ((names().isEmpty()) ? "" : ": " + String.join(", ", names())));
			}
			boolean loop = path.contains(source);
			path.add(source);
			if (loop) {
				throw get(name).invalid("source", "closes a loop: " + String.join(" -> ", path),
						"Let one of these providers start from a source of its own");
			}
			definition = get(source);
		}
	}

}
