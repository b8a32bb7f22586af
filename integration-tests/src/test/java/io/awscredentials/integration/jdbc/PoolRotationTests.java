package io.awscredentials.integration.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.integration.jdbc.Database.Server;
import io.awscredentials.test.gate.DatabaseGate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that credentials which change while connections are opened fail none of them.
 * More of them: {@code -Djdbc.connections=1000}.
 */
class PoolRotationTests {

	private static final int CONNECTIONS = Integer.getInteger("jdbc.connections", 200);

	private static final int ROTATIONS = 8;

	private final Set<String> keys = ConcurrentHashMap.newKeySet();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB" })
	void noLoginFails(Database database) {
		try (Server server = database.start();
				JdbcApplication application = new JdbcApplication(database, this.folder);
				DatabaseGate gate = application.gate(server)) {
			// Some idle ones, since a pool that keeps none may forget who waits last
			// while
			// connections are evicted.
			application
				.with(gate, "spring.datasource.hikari.maximum-pool-size=50", "spring.datasource.hikari.minimum-idle=5",
						"spring.datasource.hikari.connection-timeout=60000")
				.run(this::open);
			assertThat(gate.refusals()).isEmpty();
			assertThat(gate.logins()).isGreaterThanOrEqualTo(CONNECTIONS);
			assertThat(this.keys).hasSizeGreaterThanOrEqualTo(ROTATIONS / 2);
		}
	}

	private void open(ApplicationContext context) throws Exception {
		HikariDataSource pool = context.getBean(HikariDataSource.class);
		CredentialsProvider provider = context.getBean(CredentialsProvider.class);
		ExecutorService clients = Executors.newFixedThreadPool(50);
		try {
			List<Future<?>> opened = IntStream.range(0, CONNECTIONS).<Future<?>>mapToObj((i) -> clients.submit(() -> {
				openOne(pool);
				Credentials present = provider.resolveCredentials();
				this.keys.add(present.accessKeyId());
				if (i % (CONNECTIONS / ROTATIONS) == 0) {
					provider.invalidate(present);
				}
				return null;
			})).toList();
			for (Future<?> one : opened) {
				one.get(5, TimeUnit.MINUTES);
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	private static void openOne(HikariDataSource pool) throws Exception {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("SELECT 1");
			pool.evictConnection(connection);
		}
	}

}
