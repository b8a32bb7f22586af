package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.autoconfigure.ProviderProperties.MixedGroup;
import io.awscredentials.autoconfigure.ProviderProperties.Process;
import io.awscredentials.autoconfigure.ProviderProperties.Refresh;
import io.awscredentials.autoconfigure.ProviderProperties.StartupMode;
import io.awscredentials.refresh.RefreshPolicy;
import io.awscredentials.source.AccountId;
import io.awscredentials.source.TrustedOwners;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * The definition of one provider: its properties, with those it inherits from the top.
 *
 * @param name the name of the provider
 * @param prefix the prefix of its properties
 * @param properties its own properties
 * @param top the properties at the top
 * @param environment where the properties come from
 */
record ProviderDefinition(String name, String prefix, ProviderProperties properties, ProviderProperties top,
		Environment environment) {

	static final String DEFAULT = "default";

	static final String EXPECTED_ACCOUNT_IDS = "expected-account-ids";

	private static final Refresh NO_REFRESH = new Refresh(null, null, null, null, null, null);

	boolean isDefault() {
		return this.name.equals(DEFAULT);
	}

	/**
	 * Return whether another definition leads to the same credentials.
	 * @param other the other definition
	 * @return whether it says the same
	 */
	boolean isLike(ProviderDefinition other) {
		return this.properties.equals(other.properties) && this.top.equals(other.top);
	}

	/**
	 * Return the full name of a property.
	 * @param key its name below the prefix
	 * @return the full name
	 */
	String property(String key) {
		return this.prefix + "." + key;
	}

	/**
	 * Return whether the properties of this definition ask for a kind of source.
	 * @param kind the kind
	 * @return whether they do
	 */
	boolean configures(SourceKind kind) {
		Object group = kind.group(this.properties);
		return (group instanceof MixedGroup mixed) ? mixed.asksForSource() : group != null;
	}

	/**
	 * Return the identifiers of the kinds that the chain lists.
	 * @return the identifiers; none means that there is no chain
	 */
	List<String> chain() {
		List<String> chain = Objects.requireNonNullElse(this.properties.chain(), List.of());
		return chain.stream().filter((id) -> !id.isBlank()).toList();
	}

	/**
	 * Return a group of properties that is needed.
	 * @param <G> the type of the group
	 * @param group the group, or {@code null} if none of its properties is set
	 * @param kind the kind that it configures
	 * @return the group
	 */
	<G> G group(@Nullable G group, SourceKind kind) {
		if (group == null) {
			throw invalid(kind.id(), "has no value", "Set the properties of this group");
		}
		return group;
	}

	/**
	 * Return the name of the application.
	 * @return the name, or {@code null} if it has none
	 */
	@Nullable String application() {
		return this.environment.getProperty("spring.application.name");
	}

	RefreshPolicy refreshPolicy() {
		Refresh own = Objects.requireNonNullElse(this.properties.refresh(), NO_REFRESH);
		try {
			return own.orElse(Objects.requireNonNullElse(this.top.refresh(), NO_REFRESH)).policy(longestRetrieval());
		}
		catch (IllegalArgumentException ex) {
			throw invalid("refresh", "has a value out of its range: " + ex.getMessage(), "Correct the value");
		}
	}

	/** A process has its own time-out, with what is left to say so. */
	private Duration longestRetrieval() {
		Process process = this.properties.process();
		return (process != null && process.timeout() != null) ? process.timeout().plusSeconds(10) : Duration.ZERO;
	}

	StartupMode startup() {
		return ProviderProperties.or(inherited((properties) -> properties.startup()), StartupMode.BACKGROUND);
	}

	/**
	 * Return a value of this definition, or else the one at the top.
	 * @param <T> the type of the value
	 * @param value reads the value
	 * @return the value, or {@code null} if neither has one
	 */
	<T> @Nullable T inherited(Function<ProviderProperties, @Nullable T> value) {
		T own = value.apply(this.properties);
		return (own != null) ? own : value.apply(this.top);
	}

	/**
	 * Return whether a property is a single value, and not a list, in the highest source
	 * that has it.
	 * @param key its name below the prefix
	 * @return whether there is a single value
	 */
	boolean isScalar(String key) {
		return PropertyGroups.isScalar(this.environment, property(key));
	}

	/**
	 * Return the value of a required property.
	 * @param key its name below the prefix
	 * @param value its value
	 * @return the value, stripped
	 */
	String required(String key, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw invalid(key, (value != null) ? "is empty" : "is not set, but other properties of its group are",
					"Set the property, or remove the others of its group");
		}
		return value.strip();
	}

	/**
	 * Return who may own what is run.
	 * @param key the name of the property below the prefix
	 * @param users its value, or {@code null}
	 * @return these users, root and the one of this service
	 */
	TrustedOwners trustedOwners(String key, @Nullable List<String> users) {
		try {
			return (users != null) ? TrustedOwners.of(users) : TrustedOwners.defaults();
		}
		catch (IllegalArgumentException ex) {
			throw invalid(key, "lists somebody unknown: " + ex.getMessage(), "Use names or numbers of users");
		}
	}

	/**
	 * Check the ID of an account.
	 * @param key its name below the prefix
	 * @param value its value
	 */
	void checkAccountId(String key, String value) {
		if (AccountId.of(value) == null) {
			throw invalid(key, "has not the 12 digits of an account ID",
					"Correct it, and in YAML put it in quotes: a number with a leading zero is another number there");
		}
	}

	/**
	 * Return the accounts that the credentials may belong to. Named definitions have
	 * their own or none.
	 * @return their IDs; none means any
	 */
	List<String> expectedAccountIds() {
		List<String> ids = this.properties.expectedAccountIds();
		if (ids == null) {
			return List.of();
		}
		if (ids.isEmpty()) {
			// A placeholder without a value must not switch the check off.
			throw invalid(EXPECTED_ACCOUNT_IDS, "is empty", "List an account, or remove the property");
		}
		boolean scalar = isScalar(EXPECTED_ACCOUNT_IDS);
		for (int i = 0; i < ids.size(); i++) {
			checkAccountId((scalar) ? EXPECTED_ACCOUNT_IDS : EXPECTED_ACCOUNT_IDS + "[" + i + "]", ids.get(i));
		}
		return ids;
	}

	/**
	 * Return the failure that says that a property is not usable.
	 * @param key its name below the prefix
	 * @param problem what is wrong, without its value if that may be secret
	 * @param advice what to do
	 * @return the failure
	 */
	CredentialsException invalid(String key, String problem, String advice) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Configuration",
				"Property " + described(key) + " " + problem)
			.withAdvice(advice);
	}

	/**
	 * Return the name of a property as it is shown.
	 * @param key its name below the prefix
	 * @return the name in quotes, and where the property is set
	 */
	String described(String key) {
		String origin = origin(property(key));
		return "'" + property(key) + "'" + ((origin != null) ? " (" + origin + ")" : "");
	}

	private @Nullable String origin(String property) {
		ConfigurationPropertyName name = PropertyGroups.name(property);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = source.getConfigurationProperty(name);
			found = (found != null) ? found : source.getConfigurationProperty(name.append("[0]"));
			if (found != null) {
				return (found.getOrigin() != null) ? found.getOrigin().toString() : null;
			}
		}
		return null;
	}

}
