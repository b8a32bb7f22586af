package io.awscredentials.integration.jdbc;

import java.nio.file.Path;

import io.awscredentials.integration.jdbc.Database.Server;
import io.awscredentials.test.gate.DatabaseGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a database that connection details tell of.
 */
class JdbcConnectionDetailsTests {

	@Test
	void connectionDetailsCountMoreThanProperties(@TempDir Path folder) {
		try (Server server = Database.POSTGRESQL.start();
				JdbcApplication application = new JdbcApplication(Database.POSTGRESQL, folder);
				DatabaseGate gate = application.gate(server)) {
			application
				.with(gate, "spring.datasource.url=jdbc:postgresql://orders.example/none",
						"spring.datasource.username=somebody")
				.withBean(JdbcConnectionDetails.class, () -> new Details(Database.POSTGRESQL.url(gate.port())))
				.run((context) -> {
					assertThat(JdbcApplication.query(context)).isEqualTo(42);
					assertThat(JdbcApplication.connection(context).user()).isEqualTo(Database.USER);
				});
		}
	}

	/** As a service connection of one's own has them. */
	private record Details(String url) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return Database.USER;
		}

		@Override
		public String getPassword() {
			return null;
		}

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

	}

}
