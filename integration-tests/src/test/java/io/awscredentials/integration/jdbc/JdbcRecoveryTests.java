package io.awscredentials.integration.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.integration.jdbc.Database.Server;
import io.awscredentials.test.Fault;
import io.awscredentials.test.gate.DatabaseGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what recovers by itself, and of what says what to do.
 */
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MARIADB" })
class JdbcRecoveryTests {

	private static Server server;

	@Parameter
	private Database database;

	private JdbcApplication application;

	private DatabaseGate gate;

	@BeforeParameterizedClassInvocation
	static void startServer(Database database) {
		server = database.start();
	}

	@AfterParameterizedClassInvocation
	static void stopServer() {
		if (server != null) {
			server.close();
		}
	}

	@BeforeEach
	void start(@TempDir Path folder) {
		this.application = new JdbcApplication(this.database, folder);
		this.gate = this.application.gate(server);
	}

	@AfterEach
	void stop() {
		this.gate.close();
		this.application.close();
	}

	private void forgetConnections(ApplicationContext context) {
		HikariDataSource pool = context.getBean(HikariDataSource.class);
		pool.getHikariPoolMXBean().softEvictConnections();
	}

	@Test
	void revokedKeyIsReplacedWhileThePoolWaits() {
		this.application.with(this.gate).run((context) -> {
			JdbcApplication.query(context);
			this.application.aws.revoke(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId());
			forgetConnections(context);
			assertThat(JdbcApplication.query(context)).isEqualTo(42);
			assertThat(this.gate.refusals()).isNotEmpty()
				.allMatch((reason) -> reason.contains("not accepted any more"));
			ConnectionStatus.Failure failure = JdbcApplication.connection(context).lastFailure();
			assertThat(Objects.requireNonNull(failure).advice()).contains("rds-db:connect");
		});
	}

	@Test
	void clockThatIsWrongIsCorrectedByThatOfAws() {
		for (int minutes : new int[] { 5, -5, 20, -20 }) {
			this.application.ahead(Duration.ofMinutes(minutes));
			this.application.with(this.gate).run((context) -> assertThat(JdbcApplication.query(context)).isEqualTo(42));
			assertThat(this.gate.refusals()).isEmpty();
		}
	}

	@Test
	void serverThatIsStartedAgainIsUsedAgain() {
		this.application.with(this.gate).run((context) -> {
			JdbcApplication.query(context);
			server.stop();
			this.gate.drop();
			forgetConnections(context);
			try {
				assertThatExceptionOfType(Exception.class).isThrownBy(() -> JdbcApplication.query(context));
				assertThat(JdbcApplication.connection(context).lastFailure())
					.satisfies((failure) -> assertThat(failure.code()).isEqualTo("CONNECTION"));
			}
			finally {
				server.start();
			}
			assertThat(JdbcApplication.query(context)).isEqualTo(42);
			assertThat(this.gate.refusals()).isEmpty();
		});
	}

	@Test
	void connectionInTheClearIsRefusedBeforeAnyTokenIsSent() {
		this.application.with(this.gate, "spring.datasource.hikari.data-source-properties.sslMode=disable")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("'sslMode=disable'"));
		assertThat(this.gate.logins()).isZero();
	}

	@Test
	void poolThatIsOpenedWhileTheFirstCredentialsAreOnTheirWayWaitsForThem() {
		this.application.aws.fault(Fault.delay(Duration.ofSeconds(1)).onAction("AssumeRole").times(1));
		this.application.with(this.gate, "aws.credentials.startup=background")
			.withBean(Early.class)
			.run((context) -> assertThat(context.getBean(Early.class).answer()).isEqualTo(42));
		assertThat(this.application.aws.count("AssumeRole")).isEqualTo(1);
		assertThat(this.gate.refusals()).isEmpty();
	}

	@Test
	void missingCredentialsAreNamed() {
		this.application
			.with(this.gate, "aws.credentials.assume-role.role-arn=arn:aws:iam::123456789012:role/nobody-may")
			.run((context) -> {
				assertThatExceptionOfType(Exception.class).isThrownBy(() -> JdbcApplication.query(context))
					.withStackTraceContaining("STS_ACCESS_DENIED");
				assertThat(JdbcApplication.connection(context).lastFailure())
					.satisfies((failure) -> assertThat(failure.code()).isEqualTo("STS_ACCESS_DENIED"));
			});
	}

	/** Reads while the application starts. */
	static class Early {

		private final Integer answer;

		Early(JdbcTemplate jdbc) {
			this.answer = jdbc.queryForObject("SELECT 42", Integer.class);
		}

		Integer answer() {
			return this.answer;
		}

	}

}
