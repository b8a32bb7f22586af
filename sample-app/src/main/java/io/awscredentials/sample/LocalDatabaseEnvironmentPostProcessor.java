package io.awscredentials.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.gate.GateCertificate;
import io.awscredentials.test.gate.IamTokenVerifier;
import io.awscredentials.test.gate.PostgresGate;
import io.awscredentials.test.gate.PostgresServer;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Starts a PostgreSQL for the profile {@code database}, with a gate before it that takes
 * tokens as RDS does, and a loopback AWS with the role of
 * {@code application-database.yml}.
 */
class LocalDatabaseEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final String PROFILE = "database";

	// So that one sees connections opened with tokens of new credentials.
	private static final Duration LIFETIME = Duration.ofMinutes(2);

	/** What only the gate and the server know. */
	private static final String PASSWORD = "only-the-gate-knows-this-one";

	private final ConfigurableBootstrapContext bootstrapContext;

	LocalDatabaseEnvironmentPostProcessor(ConfigurableBootstrapContext bootstrapContext) {
		this.bootstrapContext = bootstrapContext;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!environment.acceptsProfiles(Profiles.of(PROFILE))) {
			return;
		}
		if (!PostgresServer.isInstalled()) {
			throw new NotInstalledException("PostgreSQL", "postgresql");
		}
		PostgresServer database = PostgresServer.start("CREATE ROLE shop_app LOGIN PASSWORD '" + PASSWORD + "'",
				"CREATE DATABASE shop OWNER shop_app");
		AwsTestServer aws = AwsTestServer.start();
		aws.addUser(environment.getRequiredProperty("aws.credentials.static.access-key-id"),
				environment.getRequiredProperty("aws.credentials.static.secret-access-key"), AwsTestServer.ACCOUNT_ID);
		aws.role(environment.getRequiredProperty("aws.credentials.assume-role.role-arn"));
		aws.fault(Fault.lifetime(LIFETIME).onAction("AssumeRole"));
		PostgresGate gate = PostgresGate
			.before(database.port(), PASSWORD, new IamTokenVerifier(aws::find, InstantSource.system()))
			.rds(environment.getRequiredProperty("aws.credentials.connect.jdbc.host"),
					environment.getRequiredProperty("aws.credentials.connect.jdbc.port", Integer.class))
			.users(environment.getRequiredProperty("spring.datasource.username"))
			.start(certificate());
		Map<String, Object> properties = new HashMap<>(aws.properties());
		properties.put("local-database.port", gate.port());
		environment.getPropertySources().addLast(new MapPropertySource("local database", properties));
		// Bean definitions, for singletons would not be closed with the context.
		this.bootstrapContext.addCloseListener((event) -> {
			GenericApplicationContext context = (GenericApplicationContext) event.getApplicationContext();
			context.registerBean("localAws", AwsTestServer.class, () -> aws);
			context.registerBean("localDatabase", PostgresServer.class, () -> database);
			context.registerBean("localDatabaseGate", PostgresGate.class, () -> gate);
		});
	}

	private static GateCertificate certificate() {
		try {
			return GateCertificate.create(Files.createTempDirectory("gate"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("There is no folder for the certificate", ex);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
