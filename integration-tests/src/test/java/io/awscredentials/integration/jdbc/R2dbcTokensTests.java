package io.awscredentials.integration.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.asyncer.r2dbc.mysql.MySqlConnectionConfiguration;
import io.asyncer.r2dbc.mysql.MySqlConnectionFactory;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.integration.jdbc.Database.Server;
import io.awscredentials.test.gate.DatabaseGate;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mariadb.r2dbc.MariadbConnectionConfiguration;
import org.mariadb.r2dbc.MariadbConnectionFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what the guide says about the drivers of R2DBC.
 */
class R2dbcTokensTests {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void eachConnectionIsOpenedWithATokenOfItsOwn(Database database) {
		try (Server server = database.start();
				JdbcApplication application = new JdbcApplication(database, this.folder);
				DatabaseGate gate = application.gate(server)) {
			application.withRole().run((context) -> {
				CredentialsProvider provider = context.getBean(CredentialsProvider.class);
				IamTokens tokens = context.getBean(IamTokens.class);
				ConnectionFactory factory = factory(database, tokens, gate.port(), Database.USER);
				Set<String> keys = new HashSet<>();
				for (int i = 0; i < 4; i++) {
					assertThat(query(factory)).isEqualTo(42);
					Credentials used = provider.resolveCredentials();
					keys.add(used.accessKeyId());
					provider.invalidate(used);
					application.aws.revoke(used.accessKeyId());
				}
				assertThat(keys).hasSize(4);
				assertThat(gate.logins()).isEqualTo(4);
				assertThat(gate.refusals()).isEmpty();
				assertThatExceptionOfType(R2dbcException.class)
					.isThrownBy(() -> query(factory(database, tokens, gate.port(), "somebody")));
			});
		}
	}

	private static Integer query(ConnectionFactory factory) {
		return Mono
			.usingWhen(factory.create(),
					(connection) -> Mono.from(connection.createStatement("SELECT 42").execute())
						.flatMap((result) -> Mono.from(result.map((row) -> row.get(0, Integer.class)))),
					Connection::close)
			.block(LONGEST);
	}

	private static ConnectionFactory factory(Database database, IamTokens iamTokens, int port, String user) {
		return switch (database) {
			case POSTGRESQL -> postgresql(iamTokens, port, user);
			case MYSQL -> mysql(iamTokens, port, user);
			case MARIADB -> mariadb(iamTokens, port, user);
		};
	}

	private static ConnectionFactory postgresql(IamTokens iamTokens, int port, String user) {
		return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
			.host("127.0.0.1")
			.port(port)
			.database("orders")
			.username(user)
			.sslMode(io.r2dbc.postgresql.client.SSLMode.REQUIRE)
			.password(Mono.<CharSequence>fromCallable(() -> iamTokens.rds(Database.HOST, 5432, user).value())
				.subscribeOn(Schedulers.boundedElastic()))
			.build());
	}

	private static ConnectionFactory mysql(IamTokens iamTokens, int port, String user) {
		return MySqlConnectionFactory.from(MySqlConnectionConfiguration.builder()
			.host("127.0.0.1")
			.port(port)
			.database("orders")
			.user(user)
			.sslMode(io.asyncer.r2dbc.mysql.constant.SslMode.REQUIRED)
			.passwordPublisher(Mono.fromCallable(() -> iamTokens.rds(Database.HOST, 3306, user).value())
				.subscribeOn(Schedulers.boundedElastic()))
			.build());
	}

	private static ConnectionFactory mariadb(IamTokens iamTokens, int port, String user) {
		return new ConnectionFactory() {

			@Override
			public Publisher<? extends Connection> create() {
				return Mono
					.fromCallable(() -> MariadbConnectionConfiguration.builder()
						.host("127.0.0.1")
						.port(port)
						.database("orders")
						.username(user)
						.sslMode(org.mariadb.r2dbc.SslMode.TRUST)
						.password(iamTokens.rds(Database.HOST, 3306, user).value())
						.build())
					.subscribeOn(Schedulers.boundedElastic())
					.flatMap((configuration) -> new MariadbConnectionFactory(configuration).create());
			}

			@Override
			public ConnectionFactoryMetadata getMetadata() {
				return () -> "MariaDB";
			}

		};
	}

}
