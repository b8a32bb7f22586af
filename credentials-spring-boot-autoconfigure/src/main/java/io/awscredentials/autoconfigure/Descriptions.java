package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.core.env.Environment;

/**
 * The descriptions of all providers.
 */
final class Descriptions {

	private final Description top;

	private final Map<String, ProviderProperties> named;

	private final Environment environment;

	Descriptions(ProviderProperties top, Map<String, ProviderProperties> named, Environment environment) {
		this.top = new Description(Description.DEFAULT, PropertyGroups.PREFIX, top, ProviderProperties.empty(),
				environment);
		this.named = named;
		this.environment = environment;
	}

	/**
	 * Return the description of the default provider.
	 * @return the description
	 */
	Description top() {
		return this.top;
	}

	/**
	 * Return the names of the other providers.
	 * @return the names
	 */
	Set<String> names() {
		return this.named.keySet();
	}

	Description get(String name) {
		if (name.equals(Description.DEFAULT)) {
			return this.top;
		}
		ProviderProperties own = this.named.getOrDefault(name, ProviderProperties.empty());
		return new Description(name, PropertyGroups.NAMED + "." + name, own, this.top.properties(), this.environment);
	}

	/**
	 * Check that the providers a description starts from exist and form no loop.
	 * @param name the name of the description
	 * @throws io.awscredentials.CredentialsException if they don't
	 */
	void checkSources(String name) {
		List<String> path = new ArrayList<>(List.of(name));
		Description description = get(name);
		for (String source = description.properties().source(); source != null; source = description.properties()
			.source()) {
			if (!source.equals(Description.DEFAULT) && !names().contains(source)) {
				throw description.invalid("source", "names the provider '" + source + "', which is not described",
						"Use 'default' or a name below '" + PropertyGroups.NAMED + "'"
								+ ((names().isEmpty()) ? "" : ": " + String.join(", ", names())));
			}
			boolean loop = path.contains(source);
			path.add(source);
			if (loop) {
				throw get(name).invalid("source", "closes a loop: " + String.join(" -> ", path),
						"Let one of these providers start from a source of its own");
			}
			description = get(source);
		}
	}

}
