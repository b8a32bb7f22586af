package io.awscredentials.autoconfigure;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.jdbc.HikariTokens;
import io.awscredentials.connect.jdbc.RecordingDriver;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of Flyway and Liquibase with connections of their own; those of Spring Boot, and
 * real databases, are elsewhere.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationTokensTests {

	private static final String HOST = "orders.abc123.eu-west-1.rds.amazonaws.com";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsJdbcAutoConfiguration.class))
		// The settings of a data source are those of a bean.
		.withBean("flyway", Object.class)
		.withBean("dataSource", HikariDataSource.class)
		.withPropertyValues("aws.credentials.static.access-key-id=AKIAIOSFODNN7EXAMPLE",
				"aws.credentials.static.secret-access-key=secret", "aws.credentials.connect.jdbc.enabled=true");

	private static SimpleDriverDataSource own(String host, @Nullable String password) {
		SimpleDriverDataSource dataSource = new SimpleDriverDataSource();
		dataSource.setDriverClass(RecordingDriver.class);
		dataSource.setUrl("jdbc:postgresql://" + host + "/orders");
		dataSource.setUsername("orders_owner");
		dataSource.setPassword(password);
		return dataSource;
	}

	private static DataSource flyway(ApplicationContext context, DataSource dataSource) {
		AtomicReference<DataSource> used = new AtomicReference<>(dataSource);
		MigrationTokens.apply("flyway", dataSource, context.getBean(HikariTokens.class), used::set);
		return used.get();
	}

	private static List<ConnectionStatus> connections(ApplicationContext context) {
		return context.getBean(Connections.class).statuses();
	}

	private static void assertOpenedWithToken(DataSource dataSource) throws SQLException {
		dataSource.getConnection().close();
		assertThat(RecordingDriver.lastUser()).isEqualTo("orders_owner");
		assertThat(RecordingDriver.lastPassword()).startsWith(HOST + ":5432/").contains("DBUser=orders_owner");
	}

	@Test
	void flywayWithAUserOfItsOwnHasTokensForThatOne() {
		this.runner.run((context) -> {
			assertOpenedWithToken(flyway(context, own(HOST, null)));
			assertThat(connections(context)).singleElement().satisfies((status) -> {
				assertThat(status.what()).isEqualTo("jdbc flyway");
				assertThat(status.user()).isEqualTo("orders_owner");
				assertThat(status.lastToken()).isNotNull();
			});
		});
	}

	@Test
	void settingsOfDataSourcesAreThoseOfFlywayToo() {
		this.runner.withPropertyValues("aws.credentials.connect.jdbc.by-data-source.flyway.host=" + HOST)
			.run((context) -> assertOpenedWithToken(flyway(context, own("localhost", null))));
	}

	@Test
	void flywayWithAPasswordIsLeftAlone() {
		this.runner.run((context) -> {
			DataSource dataSource = own(HOST, "secret");
			assertThat(flyway(context, dataSource)).isSameAs(dataSource);
		});
	}

	@Test
	void flywayWithTheDataSourceOfTheApplicationIsLeftAlone() {
		this.runner.run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(flyway(context, dataSource)).isSameAs(dataSource);
		});
	}

	@Test
	void flywayIsLeftAloneWhereOthersAreNamed(CapturedOutput output) {
		DataSource dataSource = own(HOST, null);
		this.runner.withPropertyValues("aws.credentials.connect.jdbc.data-sources=local")
			.withBean("local", Object.class)
			.run((context) -> {
				assertThat(flyway(context, dataSource)).isSameAs(dataSource);
				assertThat(output).contains("Connections of 'flyway' are opened without tokens");
			});
		this.runner.withPropertyValues("aws.credentials.connect.jdbc.data-sources=flyway")
			.run((context) -> assertOpenedWithToken(flyway(context, dataSource)));
	}

	@Test
	void liquibaseWithAUserOfItsOwnHasTokensForThatOne() {
		this.runner.withBean("liquibase", SpringLiquibase.class, () -> {
			SpringLiquibase liquibase = new IdleLiquibase();
			liquibase.setDataSource(own(HOST, null));
			return liquibase;
		}).run((context) -> {
			assertOpenedWithToken(context.getBean(SpringLiquibase.class).getDataSource());
			assertThat(connections(context)).extracting(ConnectionStatus::what).containsExactly("jdbc liquibase");
		});
	}

	@Test
	void nothingIsMissedWithoutLiquibase() {
		this.runner.withClassLoader(new FilteredClassLoader(SpringLiquibase.class))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("awsCredentialsHikariTokens"));
	}

	/** Migrates nothing. */
	static class IdleLiquibase extends SpringLiquibase {

		@Override
		public void afterPropertiesSet() {
		}

	}

}
