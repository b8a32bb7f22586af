package io.awscredentials.integration.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.autoconfigure.AwsCredentialsAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsJdbcAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsSigningAutoConfiguration;
import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.connect.Connections;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import io.awscredentials.test.gate.DatabaseGate;
import io.awscredentials.test.gate.GateCertificate;
import io.awscredentials.test.gate.IamTokenVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An application with a role and a database that it opens with tokens, and the clock of
 * AWS.
 */
final class JdbcApplication implements AutoCloseable {

	private static final String ROLE = "arn:aws:iam::123456789012:role/orders";

	private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

	final InstantSource awsClock = () -> InstantSource.system().instant().plus(this.ahead.get());

	final AwsTestServer aws = AwsTestServer.start(0, this.awsClock);

	private final TestCredentials user = this.aws.addUser();

	final GateCertificate certificate;

	private final Database database;

	JdbcApplication(Database database, Path folder) {
		this.database = database;
		this.certificate = GateCertificate.create(folder);
		this.aws.role(ROLE);
	}

	/** Have the clock of AWS go ahead of that of the application. */
	void ahead(Duration ahead) {
		this.ahead.set(ahead);
	}

	/** Let time pass at AWS. */
	void advance(Duration duration) {
		this.ahead.updateAndGet((ahead) -> ahead.plus(duration));
	}

	DatabaseGate gate(Database.Server server) {
		return gate(server.port(), Database.USER);
	}

	DatabaseGate gate(int serverPort, String... users) {
		return this.database.gate(serverPort, new IamTokenVerifier(this.aws::find, this.awsClock))
			.users(users)
			.start(this.certificate);
	}

	/** With a role, and nothing that is opened. */
	ApplicationContextRunner withRole() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsSigningAutoConfiguration.class))
			.withPropertyValues("aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
					"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey(),
					"aws.credentials.assume-role.role-arn=" + ROLE)
			.withPropertyValues(this.aws.properties()
				.entrySet()
				.stream()
				.map((entry) -> entry.getKey() + "=" + entry.getValue())
				.toArray(String[]::new));
	}

	ApplicationContextRunner with(DatabaseGate gate, String... properties) {
		return withRole()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsJdbcAutoConfiguration.class,
					DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + this.database.url(gate.port()),
					"spring.datasource.username=" + Database.USER, "aws.credentials.connect.jdbc.enabled=true",
					"aws.credentials.connect.jdbc.host=" + Database.HOST,
					"aws.credentials.connect.jdbc.port=" + this.database.tokenPort(),
					"spring.datasource.hikari.maximum-pool-size=2", "spring.datasource.hikari.connection-timeout=5000")
			.withPropertyValues(properties);
	}

	static int query(ApplicationContext context) {
		return Objects.requireNonNull(context.getBean(JdbcTemplate.class).queryForObject("SELECT 42", Integer.class));
	}

	static ConnectionStatus connection(ApplicationContext context) {
		return context.getBean(Connections.class).statuses().get(0);
	}

	@Override
	public void close() {
		this.aws.close();
	}

}
