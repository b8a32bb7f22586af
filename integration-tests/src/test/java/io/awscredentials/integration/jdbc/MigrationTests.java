package io.awscredentials.integration.jdbc;

import java.nio.file.Path;

import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.connect.Connections;
import io.awscredentials.integration.Installed;
import io.awscredentials.test.gate.DatabaseGate;
import io.awscredentials.test.gate.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of migrations by the owner of a database, whom the application is not.
 */
class MigrationTests {

	@Test
	void ownerMigratesWithTokensOfItsOwn(@TempDir Path folder) {
		try (PostgresServer server = start();
				JdbcApplication application = new JdbcApplication(Database.POSTGRESQL, folder);
				DatabaseGate gate = application.gate(server.port(), Database.USER, "orders_owner")) {
			application.with(gate, "spring.flyway.user=orders_owner", "spring.flyway.locations=classpath:migrations",
					// Liquibase may have been there first.
					"spring.flyway.baseline-on-migrate=true", "spring.flyway.baseline-version=0",
					"spring.liquibase.url=" + Database.POSTGRESQL.url(gate.port()),
					"spring.liquibase.user=orders_owner",
					"spring.liquibase.change-log=classpath:migrations/changelog.sql")
				.withConfiguration(
						AutoConfigurations.of(FlywayAutoConfiguration.class, LiquibaseAutoConfiguration.class))
				.run((context) -> {
					JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
					assertThat(jdbc.queryForObject("SELECT count(*) FROM orders", Integer.class)).isEqualTo(3);
					assertThat(jdbc.queryForList(
							"SELECT tableowner FROM pg_tables WHERE tablename IN ('orders', 'invoices')", String.class))
						.containsExactly("orders_owner", "orders_owner");
					assertThat(jdbc.queryForObject("SELECT current_user", String.class)).isEqualTo(Database.USER);
					assertThat(gate.refusals()).isEmpty();
					assertThat(context.getBean(Connections.class).statuses()).extracting(ConnectionStatus::what)
						.containsExactlyInAnyOrder("jdbc dataSource", "jdbc flyway", "jdbc liquibase");
				});
		}
	}

	private static PostgresServer start() {
		Installed.demand(PostgresServer.isInstalled(), "PostgreSQL is not installed: apt-get install postgresql");
		return PostgresServer.start("CREATE ROLE " + Database.USER + " LOGIN PASSWORD '" + Database.PASSWORD + "'",
				"CREATE ROLE orders_owner LOGIN PASSWORD '" + Database.PASSWORD + "'",
				"CREATE DATABASE orders OWNER orders_owner");
	}

}
