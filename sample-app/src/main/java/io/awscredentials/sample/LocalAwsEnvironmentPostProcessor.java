package io.awscredentials.sample;

import java.time.Duration;
import java.util.Map;

import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Starts a loopback AWS for the profile {@code local-aws}, with the user, the MFA device
 * and the roles of {@code application-local-aws.yml}, and adds its endpoints to the
 * environment.
 */
class LocalAwsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final String PROFILE = "local-aws";

	/** The seed of the MFA device. It is no secret: it opens nothing but this sample. */
	static final String SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

	private static final String SERIAL_NUMBER = "aws.credentials.session-token.mfa.serial-number";

	private final ConfigurableBootstrapContext bootstrapContext;

	LocalAwsEnvironmentPostProcessor(ConfigurableBootstrapContext bootstrapContext) {
		this.bootstrapContext = bootstrapContext;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!environment.acceptsProfiles(Profiles.of(PROFILE))) {
			return;
		}
		AwsTestServer server = AwsTestServer.start();
		server.addUser(environment.getRequiredProperty("aws.credentials.static.access-key-id"),
				environment.getRequiredProperty("aws.credentials.static.secret-access-key"), AwsTestServer.ACCOUNT_ID);
		server.mfaDevice(environment.getRequiredProperty(SERIAL_NUMBER), SEED);
		for (String name : new String[] { "reader", "writer" }) {
			server.role(environment.getRequiredProperty("aws.credentials.named." + name + ".assume-role.role-arn"))
				.requireMfa();
		}
		// Two minutes, so that one sees the roles renewed without another code.
		server.fault(Fault.lifetime(Duration.ofMinutes(2)).onAction("AssumeRole"));
		environment.getPropertySources()
			.addLast(new MapPropertySource("local AWS", Map.<String, Object>copyOf(server.properties())));
		this.bootstrapContext.addCloseListener(
				(event) -> event.getApplicationContext().getBeanFactory().registerSingleton("localAws", server));
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
