package io.awscredentials.autoconfigure;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BootstrapCredentials} whose credentials need a person.
 */
@ExtendWith(OutputCaptureExtension.class)
class BootstrapCredentialsTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/reader";

	private static final String DEVICE = "arn:aws:iam::123456789012:mfa/device";

	private static final Pattern USER_CODE = Pattern.compile("sign in: open .* and confirm the code (\\S+)");

	private final AwsTestServer aws = AwsTestServer.start();

	private final BootstrapCredentials bootstrap = new BootstrapCredentials();

	@AfterEach
	void close() {
		this.bootstrap.close();
		this.aws.close();
	}

	private static CredentialsProvider provider(BootstrapCredentials bootstrap, ConfigurableEnvironment environment) {
		return bootstrap.provider(() -> BootstrapEnvironment.of(Binder.get(environment)));
	}

	private static ConfigurableEnvironment environment(TestPropertyValues properties) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		properties.applyTo(environment);
		return environment;
	}

	private TestPropertyValues roleWithMfa(String mfaProvider) {
		TestCredentials user = this.aws.addUser();
		this.aws.mfaDevice(DEVICE, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
		this.aws.role(ROLE).requireMfa();
		return TestPropertyValues.of(this.aws.properties())
			.and("aws.credentials.static.access-key-id=" + user.accessKeyId(),
					"aws.credentials.static.secret-access-key=" + user.secretAccessKey(),
					"aws.credentials.assume-role.role-arn=" + ROLE,
					"aws.credentials.assume-role.mfa.serial-number=" + DEVICE,
					"aws.credentials.mfa.provider=" + mfaProvider);
	}

	@Test
	void personIsWaitedForWhoIsAskedForACodeOnTheConsole(CapturedOutput output) {
		ConfigurableEnvironment environment = environment(roleWithMfa("console"));
		InputStream original = System.in;
		System.setIn(new ByteArrayInputStream((this.aws.unusedCode(DEVICE) + "\n").getBytes(StandardCharsets.UTF_8)));
		try {
			assertThat(state(provider(this.bootstrap, environment))).isEqualTo(RefreshState.VALID);
			assertThat(output).contains("MFA code of " + DEVICE);
		}
		finally {
			System.setIn(original);
		}
	}

	@Test
	void personIsWaitedForWhoHasToSignIn(@TempDir Path cache, CapturedOutput output) {
		ConfigurableEnvironment environment = environment(TestPropertyValues.of(this.aws.properties())
			.and("aws.credentials.sso.start-url=https://example.awsapps.com/start",
					"aws.credentials.sso.region=us-east-1", "aws.credentials.sso.account-id=123456789012",
					"aws.credentials.sso.role-name=Reader", "aws.credentials.sso.login=device",
					"aws.credentials.sso.cache-directory=" + cache));
		CompletableFuture<CredentialsProvider> provider = CompletableFuture
			.supplyAsync(() -> provider(this.bootstrap, environment));
		Awaitility.await().until(() -> USER_CODE.matcher(output.getErr()).find());
		Matcher userCode = USER_CODE.matcher(output.getErr());
		assertThat(userCode.find()).isTrue();
		assertThat(provider).isNotDone();
		this.aws.identityCenter().approve(userCode.group(1));
		assertThat(state(provider.join())).isEqualTo(RefreshState.VALID);
	}

	@Test
	void pendingCodeIsTakenByTheEndpointOfTheApplication() {
		TestPropertyValues properties = roleWithMfa("pending");
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.withInitializer((context) -> {
				properties.applyTo(context);
				CredentialsProvider provider = provider(this.bootstrap, context.getEnvironment());
				assertThat(state(provider)).isEqualTo(RefreshState.AWAITING_MFA);
				this.bootstrap.handOver(context);
			})
			.run((context) -> {
				context.getBean(CredentialsEndpoint.class).refresh("default", this.aws.unusedCode(DEVICE));
				assertThat(state(context.getBean(CredentialsProvider.class))).isEqualTo(RefreshState.VALID);
				assertThat(this.aws.requests("AssumeRole")).hasSize(1);
			});
	}

	@Test
	void applicationUsesTheSameScheduler() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withPropertyValues("aws.credentials.static.access-key-id=AKIA",
					"aws.credentials.static.secret-access-key=secret")
			.withInitializer((context) -> {
				provider(this.bootstrap, context.getEnvironment());
				this.bootstrap.handOver(context);
			})
			.run((context) -> assertThat(context.getBean(RefreshScheduler.class)).isSameAs(this.bootstrap.scheduler()));
	}

	@Test
	void connectionDetailsWinOverTheProviderThatLoadedConfiguration() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withPropertyValues("aws.credentials.static.access-key-id=AKIA",
					"aws.credentials.static.secret-access-key=secret")
			.withBean(CredentialsConnectionDetails.class,
					() -> CredentialsConnectionDetails.of(this.aws.uri(), AwsTestServer.REGION, "AKIADETAILS",
							"secret"))
			.withInitializer((context) -> {
				provider(this.bootstrap, context.getEnvironment());
				this.bootstrap.handOver(context);
			})
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIADETAILS"));
	}

	private static RefreshState state(CredentialsProvider provider) {
		return ((RefreshingCredentialsProvider) provider).status().state();
	}

}
