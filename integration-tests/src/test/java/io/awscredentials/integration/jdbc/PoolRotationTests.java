package io.awscredentials.integration.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.integration.jdbc.Database.Server;
import io.awscredentials.test.Fault;
import io.awscredentials.test.gate.DatabaseGate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that credentials which change every five seconds fail none of the connections
 * that are opened in the meantime. More of them: {@code -Djdbc.connections=1000}.
 */
class PoolRotationTests {

	private static final int CONNECTIONS = Integer.getInteger("jdbc.connections", 200);

	private static final int ROTATIONS = 8;

	/** How much time passes with each connection. */
	private static final Duration STEP = Duration.ofSeconds(5).multipliedBy(ROTATIONS).dividedBy(CONNECTIONS);

	private final Set<String> keys = ConcurrentHashMap.newKeySet();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB" })
	void noLoginFails(Database database) {
		try (Server server = database.start();
				JdbcApplication application = new JdbcApplication(database, this.folder);
				DatabaseGate gate = application.gate(server)) {
			application.aws.fault(Fault.lifetime(Duration.ofSeconds(15)).onAction("AssumeRole"));
			// Some idle ones, since a pool that keeps none may forget who waits last
			// while connections are evicted.
			application
				.with(gate, "spring.datasource.hikari.maximum-pool-size=50", "spring.datasource.hikari.minimum-idle=5",
						"spring.datasource.hikari.connection-timeout=60000", "aws.credentials.refresh.prefetch=10s",
						"aws.credentials.refresh.expiry-window=5s", "aws.credentials.refresh.jitter=0")
				.withBean("credentialsClock", InstantSource.class, () -> application.awsClock)
				.run((context) -> open(context, application));
			assertThat(gate.refusals()).isEmpty();
			assertThat(gate.logins()).isGreaterThanOrEqualTo(CONNECTIONS);
			assertThat(this.keys).hasSizeGreaterThanOrEqualTo(ROTATIONS);
		}
	}

	private void open(ApplicationContext context, JdbcApplication application) throws Exception {
		HikariDataSource pool = context.getBean(HikariDataSource.class);
		CredentialsProvider provider = context.getBean(CredentialsProvider.class);
		ExecutorService clients = Executors.newFixedThreadPool(50);
		try {
			List<Future<?>> opened = IntStream.range(0, CONNECTIONS).<Future<?>>mapToObj((i) -> clients.submit(() -> {
				openOne(pool);
				this.keys.add(provider.resolveCredentials().accessKeyId());
				application.advance(STEP);
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
