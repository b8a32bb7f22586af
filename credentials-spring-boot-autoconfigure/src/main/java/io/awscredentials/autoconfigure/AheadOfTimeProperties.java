package io.awscredentials.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * Looks for properties that would have no effect, since the application was processed
 * ahead of time with others and does not have the beans they stand for. Of requests that
 * are to be signed, for example, none would be.
 */
final class AheadOfTimeProperties {

	private static final String CONNECT = ConnectProperties.PREFIX + ".";

	private static final String ENABLED = ".enabled";

	private AheadOfTimeProperties() {
	}

	/**
	 * Look for properties without effect.
	 * @param beans the beans there are
	 * @param environment the properties that are given at run time
	 * @throws CredentialsException if there is one
	 */
	static void check(ListableBeanFactory beans, Environment environment) {
		groups().forEach((group, configuration) -> {
			if (PropertyGroups.state(environment, group) == ConfigurationPropertyState.PRESENT
					&& !isThere(beans, configuration)) {
				throw failure(group, "without it",
						"Set one property of it also when the application is processed, whatever its value");
			}
		});
		connectors().forEach((connector, configuration) -> {
			String property = CONNECT + connector + ENABLED;
			Boolean enabled = environment.getProperty(property, Boolean.class);
			if (enabled != null && enabled != isThere(beans, configuration)) {
				throw failure(property, (enabled) ? "without it" : "with it",
						"Set it to " + enabled + " also when the application is processed");
			}
		});
	}

	private static Map<String, Class<?>> groups() {
		Map<String, Class<?>> groups = new LinkedHashMap<>();
		groups.put(AwsSigningProperties.PREFIX, AwsCredentialsSigningAutoConfiguration.NamedConfiguration.class);
		groups.put(PropertyGroups.PREFIX + "." + IdentityTokenProperties.GROUP,
				AwsCredentialsIdentityTokenAutoConfiguration.class);
		groups.put(RuntimeRoleProperties.PREFIX, AwsCredentialsAutoConfiguration.RuntimeRolesConfiguration.class);
		return groups;
	}

	private static Map<String, Class<?>> connectors() {
		return Map.of("jdbc", AwsCredentialsJdbcAutoConfiguration.class, "kafka",
				AwsCredentialsKafkaAutoConfiguration.class, "redis", AwsCredentialsRedisAutoConfiguration.class);
	}

	private static boolean isThere(ListableBeanFactory beans, Class<?> configuration) {
		return beans.getBeanNamesForType(configuration, false, false).length > 0;
	}

	private static CredentialsException failure(String property, String processed, String advice) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Configuration",
				"Property '" + property + "' has no effect: the application was processed ahead of time " + processed)
			.withAdvice(advice);
	}

}
