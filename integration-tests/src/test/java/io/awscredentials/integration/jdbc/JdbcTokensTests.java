package io.awscredentials.integration.jdbc;

import java.nio.file.Path;

import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.integration.jdbc.Database.Server;
import io.awscredentials.test.gate.DatabaseGate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of real databases that are opened with tokens.
 */
class JdbcTokensTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void databaseIsOpenedWithTokens(Database database) {
		try (Server server = database.start();
				JdbcApplication application = new JdbcApplication(database, this.folder);
				DatabaseGate gate = application.gate(server)) {
			application.with(gate).run((context) -> {
				JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
				jdbc.execute("CREATE TABLE orders(id INT PRIMARY KEY)");
				jdbc.update("INSERT INTO orders VALUES (?)", 42);
				assertThat(jdbc.queryForList("SELECT id FROM orders", Integer.class)).containsExactly(42);
				assertThat(gate.logins()).isPositive();
				assertThat(gate.refusals()).isEmpty();
				ConnectionStatus status = JdbcApplication.connection(context);
				assertThat(status.what()).isEqualTo("jdbc dataSource");
				assertThat(status.user()).isEqualTo(Database.USER);
				assertThat(status.host()).isEqualTo(Database.HOST);
				assertThat(status.lastToken()).isNotNull();
				assertThat(status.lastFailure()).isNull();
			});
			application.with(gate, "spring.datasource.username=somebody").run((context) -> {
				assertThatExceptionOfType(Exception.class).isThrownBy(() -> JdbcApplication.query(context))
					.withStackTraceContaining((database == Database.POSTGRESQL) ? "GRANT rds_iam TO somebody"
							: "CREATE USER 'somebody' IDENTIFIED WITH AWSAuthenticationPlugin");
				assertThat(JdbcApplication.connection(context).lastFailure()).satisfies((failure) -> {
					assertThat(failure.code()).isEqualTo("TOKEN_REJECTED");
					assertThat(failure.advice()).contains("somebody");
				});
			});
		}
	}

}
