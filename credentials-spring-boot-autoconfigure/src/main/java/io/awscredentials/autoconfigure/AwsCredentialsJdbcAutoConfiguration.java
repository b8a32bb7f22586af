package io.awscredentials.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.connect.jdbc.HikariTokens;
import io.awscredentials.connect.jdbc.JdbcSettings;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of data sources that are opened with tokens in place of passwords.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AwsCredentialsSigningAutoConfiguration.class,
		beforeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnBooleanProperty(ConnectProperties.PREFIX + ".jdbc.enabled")
@ConditionalOnBean({ Connections.class, IamTokens.class })
public final class AwsCredentialsJdbcAutoConfiguration {

	AwsCredentialsJdbcAutoConfiguration() {
	}

	/**
	 * Where HikariCP is.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HikariDataSource.class)
	static class HikariConfiguration {

		@Bean
		HikariTokens awsCredentialsHikariTokens(ConnectProperties properties, IamTokens tokens,
				ProvidersByName providers, Connections connections, BeanFactory beans) {
			JdbcSettings settings = properties.jdbc().settings();
			settings.names().stream().filter((name) -> !beans.containsBean(name)).findFirst().ifPresent((name) -> {
				throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Configuration",
						"'" + JdbcSettings.PREFIX + "' names a data source '" + name + "', and there is no such bean")
					.withAdvice("Use the name of the bean; that of Spring Boot's data source is 'dataSource'");
			});
			return new HikariTokens(tokens, providers.providers(), connections, settings);
		}

		// Asked for each data source while that is made, not before: nothing else is to
		// be
		// made early because of it.
		@Bean
		static JdbcTokensBeanPostProcessor awsCredentialsJdbcTokensBeanPostProcessor(
				ObjectProvider<HikariTokens> tokens) {
			return new JdbcTokensBeanPostProcessor(tokens);
		}

	}

	/**
	 * Where Flyway is.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HikariDataSource.class, FlywayConfigurationCustomizer.class })
	static class FlywayConfiguration {

		// First, so that those of the application have the last word.
		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		FlywayConfigurationCustomizer awsCredentialsFlywayCustomizer(HikariTokens tokens) {
			return (flyway) -> MigrationTokens.apply("flyway", flyway.getDataSource(), tokens, flyway::dataSource);
		}

	}

	/**
	 * Where Liquibase is.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HikariDataSource.class, SpringLiquibase.class })
	static class LiquibaseConfiguration {

		@Bean
		static LiquibaseTokensBeanPostProcessor awsCredentialsLiquibaseTokensBeanPostProcessor(
				ObjectProvider<HikariTokens> tokens) {
			return new LiquibaseTokensBeanPostProcessor(tokens);
		}

	}

	/**
	 * Where HikariCP is not.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("com.zaxxer.hikari.HikariDataSource")
	static class MissingConfiguration {

		MissingConfiguration() {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "JDBC",
					"Property 'aws.credentials.connect.jdbc.enabled' is set, but HikariCP is not there")
				.withAdvice("Add the dependency 'spring-boot-starter-jdbc', which has it, or remove the property");
		}

	}

}
