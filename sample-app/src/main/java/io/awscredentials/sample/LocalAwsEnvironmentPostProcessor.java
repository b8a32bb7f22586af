package io.awscredentials.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.SsoToken;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Starts a loopback AWS for the profiles {@code local-aws}, with the user, the MFA device
 * and the roles of {@code application-local-aws.yml}, {@code local-sso}, where a person
 * signs in to it, {@code local-x509}, where it trusts a certificate, and
 * {@code local-signed}, where it is the gateway of another service, and adds its
 * endpoints to the environment.
 */
class LocalAwsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final String MFA_PROFILE = "local-aws";

	static final String SSO_PROFILE = "local-sso";

	static final String X509_PROFILE = "local-x509";

	static final String SIGNED_PROFILE = "local-signed";

	/** The seed of the MFA device. It is no secret: it opens nothing but this sample. */
	static final String SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

	// So that one sees credentials renewed without anybody being asked again.
	private static final Duration LIFETIME = Duration.ofMinutes(2);

	private static final String SSO_CACHE = "aws.credentials.sso.cache-directory";

	private static final String SERIAL_NUMBER = "aws.credentials.session-token.mfa.serial-number";

	private final ConfigurableBootstrapContext bootstrapContext;

	LocalAwsEnvironmentPostProcessor(ConfigurableBootstrapContext bootstrapContext) {
		this.bootstrapContext = bootstrapContext;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		boolean mfa = environment.acceptsProfiles(Profiles.of(MFA_PROFILE));
		boolean sso = environment.acceptsProfiles(Profiles.of(SSO_PROFILE));
		boolean x509 = environment.acceptsProfiles(Profiles.of(X509_PROFILE));
		boolean signed = environment.acceptsProfiles(Profiles.of(SIGNED_PROFILE));
		if (!mfa && !sso && !x509 && !signed) {
			return;
		}
		AwsTestServer server = AwsTestServer.start();
		Map<String, Object> properties = new HashMap<>(server.properties());
		if (mfa) {
			addUserAndRoles(server, environment);
		}
		if (signed) {
			addGateway(server, environment);
			properties.put("local-aws.uri", server.uri().toString());
		}
		if (sso) {
			server.identityCenter().lifetime(LIFETIME);
			// Not the one of whoever runs this. A sign-in of an earlier run goes on.
			Path cache = Path.of(environment.getProperty(SSO_CACHE, "target/tmp/sso"));
			properties.put(SSO_CACHE, cache.toString());
			SsoToken.readFrom(cache).forEach(server.identityCenter()::accept);
		}
		if (x509) {
			properties.putAll(certificates(server, environment));
		}
		environment.getPropertySources().addLast(new MapPropertySource("local AWS", properties));
		// A bean definition, for a singleton would not be closed with the context.
		this.bootstrapContext.addCloseListener((event) -> ((GenericApplicationContext) event.getApplicationContext())
			.registerBean("localAws", AwsTestServer.class, () -> server));
	}

	private Map<String, Object> certificates(AwsTestServer server, ConfigurableEnvironment environment) {
		LocalCertificates certificates = new LocalCertificates(Path.of("target/tmp/x509-" + server.uri().getPort()));
		server.fault(Fault.lifetime(LIFETIME).onAction("CreateSession"));
		this.bootstrapContext.addCloseListener((event) -> ((GenericApplicationContext) event.getApplicationContext())
			.registerBean("localCertificates", LocalCertificates.class, () -> certificates));
		return certificates.trustedBy(server,
				environment.getRequiredProperty("aws.credentials.roles-anywhere.role-arn"));
	}

	private static void addUser(AwsTestServer server, ConfigurableEnvironment environment) {
		server.addUser(environment.getRequiredProperty("aws.credentials.static.access-key-id"),
				environment.getRequiredProperty("aws.credentials.static.secret-access-key"), AwsTestServer.ACCOUNT_ID);
		server.fault(Fault.lifetime(LIFETIME).onAction("AssumeRole"));
	}

	private static void addGateway(AwsTestServer server, ConfigurableEnvironment environment) {
		addUser(server, environment);
		server.role(environment.getRequiredProperty("aws.credentials.assume-role.role-arn"));
		server.api("execute-api", "/orders", "[{\"id\":7,\"item\":\"teapot\"},{\"id\":8,\"item\":\"kettle\"}]");
	}

	private static void addUserAndRoles(AwsTestServer server, ConfigurableEnvironment environment) {
		addUser(server, environment);
		server.mfaDevice(environment.getRequiredProperty(SERIAL_NUMBER), SEED);
		for (String name : new String[] { "reader", "writer" }) {
			server.role(environment.getRequiredProperty("aws.credentials.named." + name + ".assume-role.role-arn"))
				.requireMfa();
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
