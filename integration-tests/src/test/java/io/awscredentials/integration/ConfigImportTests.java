package io.awscredentials.integration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that configuration which Spring Cloud AWS imports is read with our credentials,
 * and that they are not retrieved a second time for the application.
 */
class ConfigImportTests {

	private static final String SECRET = "spring.config.import=aws-secretsmanager:/secrets/app";

	private static final String PARAMETER = "spring.config.import=aws-parameterstore:/config/app/";

	private static final String ROLE = "arn:aws:iam::123456789012:role/reader";

	private final AwsTestServer aws = AwsTestServer.start();

	private final TestCredentials user = this.aws.addUser();

	private Vendor vendor;

	private Applications applications;

	@BeforeEach
	void prepare(@TempDir Path folder) throws IOException {
		this.vendor = Vendor.of(folder, this.user);
		this.applications = new Applications(folder, this.aws);
		this.aws.secret("/secrets/app", "{\"password\": \"from-secrets-manager\"}");
		this.aws.parameter("/config/app/mode", "from-parameter-store");
	}

	@AfterEach
	void stopServer() {
		this.aws.close();
	}

	private List<String> keysOf(String action) {
		return this.aws.requests(action).stream().map((request) -> request.accessKeyId()).distinct().toList();
	}

	private static long refreshes(ConfigurableApplicationContext context) {
		return context.getBean(CredentialsProviders.class).get("default").status().refreshes();
	}

	@Test
	void secretIsReadWithTheProcessThatTheApplicationUses() throws IOException {
		this.applications.withProcess("aws.credentials", this.vendor).with(SECRET);
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getEnvironment().getProperty("password")).isEqualTo("from-secrets-manager");
			assertThat(keysOf("GetSecretValue")).containsExactly(this.user.accessKeyId());
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo(this.user.accessKeyId());
			assertThat(context.getBean(AwsCredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo(this.user.accessKeyId());
			assertThat(refreshes(context)).isOne();
			assertThat(this.vendor.runs()).isOne();
		}
	}

	@Test
	void parameterIsReadWithTheProcessThatTheApplicationUses() throws IOException {
		this.applications.withProcess("aws.credentials", this.vendor).with(PARAMETER);
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getEnvironment().getProperty("mode")).isEqualTo("from-parameter-store");
			assertThat(keysOf("GetParametersByPath")).containsExactly(this.user.accessKeyId());
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo(this.user.accessKeyId());
			assertThat(this.vendor.runs()).isOne();
		}
	}

	@Test
	void roleIsAssumedOnce() throws IOException {
		this.aws.role(ROLE);
		this.applications.withProcess("aws.credentials", this.vendor)
			.with("aws.credentials.assume-role.role-arn=" + ROLE, SECRET + ",aws-parameterstore:/config/app/");
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getEnvironment().getProperty("password")).isEqualTo("from-secrets-manager");
			assertThat(context.getEnvironment().getProperty("mode")).isEqualTo("from-parameter-store");
			String key = context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId();
			assertThat(keysOf("GetSecretValue")).containsExactly(key);
			assertThat(keysOf("GetParametersByPath")).containsExactly(key);
			assertThat(this.aws.count("AssumeRole")).isOne();
			assertThat(this.vendor.runs()).isOne();
		}
	}

	@Test
	void roleStartsFromANamedProviderThatIsNotAskedTwice() throws IOException {
		this.aws.role(ROLE);
		this.applications.withProcess("aws.credentials.named.base", this.vendor)
			.with("aws.credentials.source=base", "aws.credentials.assume-role.role-arn=" + ROLE, SECRET);
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getBean("baseCredentialsProvider", CredentialsProvider.class)
				.resolveCredentials()
				.accessKeyId()).isEqualTo(this.user.accessKeyId());
			assertThat(keysOf("GetSecretValue"))
				.containsExactly(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId());
			assertThat(this.aws.count("AssumeRole")).isOne();
			assertThat(this.vendor.runs()).isOne();
		}
	}

	@Test
	void mfaCodesAreGivenWhileConfigurationIsLoaded() throws IOException {
		String serialNumber = "arn:aws:iam::123456789012:mfa/device";
		this.aws.mfaDevice(serialNumber, "JBSWY3DPEHPK3PXP");
		this.aws.role(ROLE).requireMfa();
		this.applications.withKeys("aws.credentials", this.user)
			.with("aws.credentials.assume-role.role-arn=" + ROLE,
					"aws.credentials.assume-role.mfa.serial-number=" + serialNumber,
					"aws.credentials.mfa.provider=totp", "aws.credentials.mfa.totp-secret=JBSWY3DPEHPK3PXP", SECRET);
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getEnvironment().getProperty("password")).isEqualTo("from-secrets-manager");
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials()).isNotNull();
			assertThat(this.aws.count("AssumeRole")).isOne();
		}
	}

	@Test
	void whenDisabledSpringCloudAwsUsesItsOwn() throws IOException {
		this.applications.withProcess("aws.credentials", this.vendor)
			.with("aws.credentials.enabled=false", SECRET,
					"spring.cloud.aws.credentials.access-key=" + this.user.accessKeyId(),
					"spring.cloud.aws.credentials.secret-key=" + this.user.secretAccessKey());
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getEnvironment().getProperty("password")).isEqualTo("from-secrets-manager");
			assertThat(this.vendor.runs()).isZero();
			assertThat(context.getBeanProvider(CredentialsProvider.class).getIfAvailable()).isNull();
		}
	}

	@Test
	void registrationOfTheApplicationWins() throws IOException {
		TestCredentials own = this.aws.addUser();
		AwsCredentialsProvider provider = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(own.accessKeyId(), own.secretAccessKey()));
		this.applications.withKeys("aws.credentials", this.user)
			.with(SECRET)
			.customize((application) -> application.addBootstrapRegistryInitializer(
					(registry) -> registry.register(AwsCredentialsProvider.class, InstanceSupplier.of(provider))));
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(keysOf("GetSecretValue")).containsExactly(own.accessKeyId());
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo(this.user.accessKeyId());
		}
	}

	@Test
	void whatIsConfiguredLaterWinsInTheApplication() throws IOException {
		TestCredentials later = this.aws.addUser();
		this.applications.withKeys("aws.credentials", this.user)
			.with(SECRET)
			.withProfile("prod", "aws.credentials.static.access-key-id=" + later.accessKeyId(),
					"aws.credentials.static.secret-access-key=" + later.secretAccessKey());
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(keysOf("GetSecretValue")).containsExactly(this.user.accessKeyId());
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo(later.accessKeyId());
		}
	}

	@Test
	void importOfAProfileUsesWhatTheProfileSays() throws IOException {
		TestCredentials later = this.aws.addUser();
		this.applications.withKeys("aws.credentials", this.user)
			.withProfile("prod", SECRET, "aws.credentials.static.access-key-id=" + later.accessKeyId(),
					"aws.credentials.static.secret-access-key=" + later.secretAccessKey());
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(keysOf("GetSecretValue")).containsExactly(later.accessKeyId());
			assertThat(refreshes(context)).isOne();
		}
	}

}
