package io.awscredentials.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Looks for properties below our prefix that nobody knows. One that is misspelt would
 * otherwise be passed over, and other credentials be served than those that were meant.
 */
final class UnknownProperties {

	private static final Log logger = LogFactory.getLog(UnknownProperties.class);

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(PropertyGroups.PREFIX);

	private static final ConfigurationPropertyName NAMED = ConfigurationPropertyName.of(PropertyGroups.NAMED);

	private static final String CONSOLE = "console";

	private static final KnownProperties KNOWN = KnownProperties.ofProvider()
		.and(AwsCredentialsProperties.class)
		.and(AwsSigningProperties.class)
		.and(IdentityTokenProperties.class)
		.and("runtime-roles", RuntimeRoleProperties.class)
		.and("connect", ConnectProperties.class)
		.andOptional(CONSOLE, "io.awscredentials.console.ConsoleProperties");

	/** What people know from elsewhere. */
	private static final Map<String, String> ELSEWHERE = Map.of("accesskey", "static.access-key-id", "accesskeyid",
			"static.access-key-id", "secretkey", "static.secret-access-key", "secretaccesskey",
			"static.secret-access-key", "accountid", "static.account-id", "rolearn", "assume-role.role-arn",
			"instanceprofile", "chain: instance-metadata", "profilename", "profile.name");

	private final Environment environment;

	private final Set<String> variables = new TreeSet<>();

	private UnknownProperties(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Look for unknown properties.
	 * @param environment the environment
	 * @param names the names of the named definitions
	 * @throws CredentialsException if there is one, unless the application shares the
	 * prefix with others
	 */
	static void check(Environment environment, Set<String> names) {
		boolean ignored = Binder.get(environment)
			.bind(PropertyGroups.PREFIX + ".ignore-unknown", Boolean.class)
			.orElse(false);
		if (!ignored) {
			new UnknownProperties(environment).check(names);
		}
	}

	private void check(Set<String> names) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName name : iterable) {
					if (PREFIX.isAncestorOf(name)) {
						check(iterable, name, names);
					}
				}
			}
		}
		if (!this.variables.isEmpty()) {
			logger.info("Environment variables that are no properties of the starter are passed over: "
					+ String.join(", ", this.variables));
		}
	}

	private void check(ConfigurationPropertySource source, ConfigurationPropertyName name, Set<String> names) {
		if (PropertyGroups.isVariables(source)) {
			checkVariable(source, name, names);
			return;
		}
		UnknownName unknown = KNOWN.unknown(name, PREFIX.getNumberOfElements());
		if (unknown != null) {
			throw failure(source, name, unknown);
		}
		KnownProperties known = KNOWN.find(name, PREFIX.getNumberOfElements());
		if (known != null && known.isGroup() && !isEmpty(source, name) && !isProfile(name)) {
			throw invalid(source, name, "has a value of its own, and is a group of properties",
					"Write one of them: " + below(name) + String.join(", " + below(name), known.names()));
		}
	}

	/**
	 * A variable may be somebody else's, unless it begins with the name of a definition:
	 * AWS_CREDENTIALS_FILE is one of another tool.
	 */
	private void checkVariable(ConfigurationPropertySource source, ConfigurationPropertyName name, Set<String> names) {
		String letters = PropertyGroups.letters(name, PREFIX.getNumberOfElements());
		String below = belowDefinition(letters, names);
		if (below != null) {
			if (!KnownProperties.ofProvider().hasLetters(below)) {
				throw invalid(source, name, "is no property of a provider", "Correct the name of the variable");
			}
		}
		else if (!KNOWN.hasLetters(letters)) {
			this.variables.add(origin(source, name));
		}
	}

	private static @Nullable String belowDefinition(String letters, Set<String> names) {
		for (String name : names) {
			String prefix = "named" + PropertyGroups.uniform(name);
			if (letters.startsWith(prefix) && letters.length() > prefix.length()) {
				return letters.substring(prefix.length());
			}
		}
		return null;
	}

	private CredentialsException failure(ConfigurationPropertySource source, ConfigurationPropertyName name,
			UnknownName unknown) {
		String part = name.getElement(unknown.index(), Form.ORIGINAL);
		ConfigurationPropertyName group = name.chop(unknown.index());
		String elsewhere = (isDefinition(group)) ? ELSEWHERE.get(name.getElement(unknown.index(), Form.UNIFORM)) : null;
		if (group.equals(PREFIX) && part.equals(CONSOLE)) {
			return invalid(source, name, "needs a module that is not there",
					"Add the dependency 'io.awscredentials:credentials-spring-boot-console'");
		}
		String nearest = (elsewhere != null) ? elsewhere : unknown.nearest(part);
		return invalid(source, name, "is not known",
				(nearest != null) ? "Did you mean '" + group + "." + nearest + "'?"
						: "Use one of: " + String.join(", ", unknown.group().names())
								+ "; or set 'aws.credentials.ignore-unknown' if others use the prefix too");
	}

	private static boolean isDefinition(ConfigurationPropertyName group) {
		return group.equals(PREFIX) || (NAMED.isParentOf(group));
	}

	private static boolean isProfile(ConfigurationPropertyName name) {
		return name.getLastElement(Form.UNIFORM).equals("profile");
	}

	private static String below(ConfigurationPropertyName name) {
		return name.getLastElement(Form.DASHED) + ".";
	}

	private static boolean isEmpty(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		return property == null || property.getValue().toString().isBlank();
	}

	private static CredentialsException invalid(ConfigurationPropertySource source, ConfigurationPropertyName name,
			String problem, String advice) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Configuration",
				"Property '" + name + "' (" + origin(source, name) + ") " + problem)
			.withAdvice(advice);
	}

	private static String origin(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		return (property != null && property.getOrigin() != null) ? property.getOrigin().toString()
				: (source.getUnderlyingSource() instanceof PropertySource<?> underlying) ? underlying.getName() : "?";
	}

}
