package io.awscredentials.integration.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.awscredentials.autoconfigure.AwsCredentialsAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsRedisAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsSigningAutoConfiguration;
import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.connect.Connections;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import io.awscredentials.test.gate.GateCertificate;
import io.awscredentials.test.gate.IamTokenVerifier;
import io.awscredentials.test.gate.RedisGate;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/**
 * An application with a role, a cache that it opens with tokens, and the clock of all of
 * them.
 */
final class RedisApplication implements AutoCloseable {

	private static final String ROLE = "arn:aws:iam::123456789012:role/orders";

	final TestClock clock = new TestClock();

	final AwsTestServer aws = AwsTestServer.start(0, this.clock);

	private final TestCredentials user = this.aws.addUser();

	final GateCertificate certificate;

	private Duration ahead = Duration.ZERO;

	RedisApplication(Path folder) {
		this.certificate = GateCertificate.create(folder);
		this.aws.role(ROLE);
	}

	RedisGate.Builder gate(Redis server) {
		return RedisGate.before(server.port(), Redis.PASSWORD, new IamTokenVerifier(this.aws::find, this.clock));
	}

	ApplicationContextRunner with(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsRedisAutoConfiguration.class,
					SslAutoConfiguration.class, DataRedisAutoConfiguration.class))
			.withBean("credentialsClock", InstantSource.class, () -> () -> this.clock.instant().plus(this.ahead))
			.withPropertyValues("aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
					"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey(),
					"aws.credentials.assume-role.role-arn=" + ROLE, "aws.credentials.region=" + AwsTestServer.REGION,
					"aws.credentials.sts.endpoint=" + this.aws.uri())
			.withPropertyValues("aws.credentials.connect.redis.enabled=true", "spring.data.redis.username=app",
					"spring.data.redis.timeout=10s", "spring.data.redis.ssl.bundle=gate",
					"spring.ssl.bundle.jks.gate.truststore.location=" + this.certificate.keyStore().toUri(),
					"spring.ssl.bundle.jks.gate.truststore.password=" + this.certificate.password())
			.withPropertyValues(properties);
	}

	/**
	 * Set the clock of the application ahead of that of AWS.
	 */
	RedisApplication clockAhead(Duration ahead) {
		this.ahead = ahead;
		return this;
	}

	ApplicationContextRunner with(RedisGate gate, String... properties) {
		return with("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + gate.port(),
				"aws.credentials.connect.redis.cache-name=my-cache")
			.withPropertyValues(properties);
	}

	static List<ConnectionStatus> connections(ApplicationContext context) {
		return context.getBean(Connections.class).statuses();
	}

	@Override
	public void close() {
		this.aws.close();
	}

}
