package io.awscredentials.integration.jdbc;

import java.nio.file.Path;

import io.awscredentials.integration.jdbc.Database.Server;
import io.awscredentials.test.gate.DatabaseGate;
import io.awscredentials.test.gate.IamTokenVerifier;
import io.awscredentials.test.gate.PostgresGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of a PostgreSQL that stands for a cluster of Aurora DSQL.
 */
class DsqlTests {

	private static final String HOST = "abc123def456.dsql.eu-west-1.on.aws";

	@Test
	void clusterIsOpenedWithTokens(@TempDir Path folder) {
		try (Server server = Database.POSTGRESQL.start();
				JdbcApplication application = new JdbcApplication(Database.POSTGRESQL, folder);
				DatabaseGate gate = PostgresGate
					.before(server.port(), Database.PASSWORD,
							new IamTokenVerifier(application.aws::find, application.awsClock))
					.dsql(HOST)
					.users(Database.USER)
					.start(application.certificate)) {
			application.with(gate, "aws.credentials.connect.jdbc.host=" + HOST).run((context) -> {
				assertThat(JdbcApplication.query(context)).isEqualTo(42);
				assertThat(JdbcApplication.connection(context).host()).isEqualTo(HOST);
			});
			assertThat(gate.refusals()).isEmpty();
			application
				.with(gate, "aws.credentials.connect.jdbc.host=" + HOST, "aws.credentials.connect.jdbc.admin=true")
				.run((context) -> assertThatExceptionOfType(Exception.class)
					.isThrownBy(() -> JdbcApplication.query(context))
					.withStackTraceContaining("dsql:DbConnectAdmin"));
			assertThat(gate.refusals()).isNotEmpty();
		}
	}

}
