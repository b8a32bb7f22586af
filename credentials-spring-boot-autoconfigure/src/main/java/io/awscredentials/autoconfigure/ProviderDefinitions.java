package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
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
	 * @throws io.awscredentials.CredentialsException if a property is not known, or a
	 * named definition describes no source
	 */
	static ProviderDefinitions bind(Environment environment) {
		Set<String> names = PropertyGroups.names(environment);
		UnknownProperties.check(environment, names);
		Binder binder = binder(environment, names);
		ProviderProperties top = bind(binder, PropertyGroups.PREFIX);
		Map<String, ProviderProperties> named = new TreeMap<>();
		for (String name : names) {
			named.put(name, bind(binder, PropertyGroups.NAMED + "." + name));
		}
		ProviderDefinitions definitions = new ProviderDefinitions(top, named, environment);
		Map<String, String> spellings = new HashMap<>();
		for (String name : names) {
			definitions.checkSpelling(name, spellings.put(PropertyGroups.uniform(name), name));
			definitions.checkDescribed(name);
		}
		return definitions;
	}

	private static ProviderProperties bind(Binder binder, String prefix) {
		return binder.bind(PropertyGroups.name(prefix), Bindable.of(ProviderProperties.class), new SetGroups())
			.orElseGet(ProviderProperties::empty);
	}

	/** Does not see what is below a group that is switched off. */
	private static Binder binder(Environment environment, Set<String> names) {
		List<ConfigurationPropertyName> groups = new ArrayList<>();
		for (String group : KnownProperties.ofProvider().groups()) {
			groups.add(PropertyGroups.name(PropertyGroups.PREFIX + "." + group));
			for (String name : names) {
				groups.add(PropertyGroups.name(PropertyGroups.NAMED + "." + name + "." + group));
			}
		}
		List<ConfigurationPropertyName> off = PropertyGroups.switchedOff(environment, groups);
		if (off.isEmpty()) {
			return Binder.get(environment);
		}
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			sources.add(source
				.filter((name) -> off.stream().noneMatch((group) -> group.equals(name) || group.isAncestorOf(name))));
		}
		return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
	}

	/** Properties of names that differ in case or dashes only are the same ones. */
	private void checkSpelling(String name, @Nullable String other) {
		if (other != null) {
			throw this.top.invalid("named." + name, "is also written '" + other + "'",
					"Write the name in one way everywhere, or choose another one");
		}
	}

	private void checkDescribed(String name) {
		ProviderDefinition definition = get(name);
		if (SourceSelection.of(definition, (bean) -> false).isUndescribed()) {
			throw this.top.invalid("named." + name, "describes no source of credentials",
					"Add one, 'source: default' with an 'assume-role' for example, or take it out");
		}
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
		List<ProviderDefinition> all = new ArrayList<>(List.of(this.top));
		for (String name : names()) {
			all.add(get(name));
		}
		return all;
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
	 * Return the failure that ends the start.
	 * @param what what was to be had
	 * @param provider the name of the provider
	 * @param failure why it is not there
	 * @return the failure, which says what asks for it at the start, and where the
	 * provider is described
	 */
	CredentialsException required(String what, String provider, CredentialsException failure) {
		ProviderDefinition own = get(provider);
		ProviderDefinition definition = (own.properties().startup() != null) ? own : this.top;
		String groups = Arrays.stream(SourceKind.values())
			.filter((kind) -> kind.hasGroup() && own.configures(kind))
			.map((kind) -> "'" + own.property(kind.id()) + "'")
			.collect(Collectors.joining(", "));
		return failure.withMessage(failure.getMessage() + ", and " + what + " has to be there at the start, says "
				+ definition.described("startup") + ((groups.isEmpty()) ? "" : "; it is described in " + groups));
	}

	/**
	 * Return the name of a provider that there is.
	 * @param key the name of the property below {@code aws.credentials} that names it
	 * @param provider the name, or {@code null} for the default one
	 * @return the name
	 */
	String checkedName(String key, @Nullable String provider) {
		String name = (provider == null || provider.isBlank()) ? ProviderDefinition.DEFAULT : provider.strip();
		if (!name.equals(ProviderDefinition.DEFAULT) && !names().contains(name)) {
			List<String> all = all().stream().map(ProviderDefinition::name).toList();
			throw this.top.invalid(key, "names provider '" + name + "', which does not exist",
					"Use one of: " + String.join(", ", all));
		}
		return name;
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

	/**
	 * Passes over the groups in which nothing is set, without a look at their records.
	 */
	private static final class SetGroups implements BindHandler {

		@Override
		public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
				BindContext context) {
			return (target.getType().resolve(Object.class).isRecord() && isUnset(name, context)) ? null : target;
		}

		private static boolean isUnset(ConfigurationPropertyName name, BindContext context) {
			for (ConfigurationPropertySource source : context.getSources()) {
				if (source.containsDescendantOf(name) != ConfigurationPropertyState.ABSENT
						|| source.getConfigurationProperty(name) != null) {
					return false;
				}
			}
			return true;
		}

	}

}
