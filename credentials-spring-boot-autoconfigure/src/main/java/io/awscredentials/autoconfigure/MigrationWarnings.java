package io.awscredentials.autoconfigure;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.Environment;

/**
 * Tells of tools that open connections of their own, which get no tokens.
 */
final class MigrationWarnings {

	private static final Log logger = LogFactory.getLog(AwsCredentialsJdbcAutoConfiguration.class);

	private MigrationWarnings() {
	}

	static void log(Environment environment) {
		log(environment, "spring.flyway", "@FlywayDataSource");
		log(environment, "spring.liquibase", "@LiquibaseDataSource");
	}

	private static void log(Environment environment, String prefix, String annotation) {
		if (!environment.getProperty(prefix + ".enabled", Boolean.class, true)
				|| environment.containsProperty(prefix + ".password")) {
			return;
		}
		for (String property : List.of(prefix + ".url", prefix + ".user")) {
			if (environment.containsProperty(property)) {
				logger.warn("With '" + property + "' migrations open connections of their own, without tokens. Remove "
						+ "it, or give them a HikariDataSource bean annotated with " + annotation
						+ ", which is opened with tokens of its own user");
				return;
			}
		}
	}

}
