package io.awscredentials.autoconfigure;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.actuate.CredentialsMetrics;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the metrics of roles that are known only at run time.
 */
class RuntimeRolesMetricsTests {

	private static final String ROLE = "arn:aws:iam::210987654321:role/tenant-";

	private final AwsTestServer server = AwsTestServer.start();

	private final TestCredentials user = this.server.addUser();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues("aws.credentials.sts.endpoint=" + this.server.uri(), "aws.credentials.region=us-east-1",
				"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey());

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void manyRolesShareTheirMeters() {
		this.contextRunner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(CredentialsMetrics.class).bindTo(registry);
			CredentialsProviders providers = context.getBean(CredentialsProviders.class);
			for (int i = 0; i < 5; i++) {
				this.server.role(ROLE + i);
				providers.assumeRole(AssumeRoleOptions.of(ROLE + i)).resolveCredentials();
			}
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> providers.assumeRole(AssumeRoleOptions.of(ROLE + "denied")).resolveCredentials());
			assertThat(registry.get("aws.credentials.runtime.roles").gauge().value()).isEqualTo(6);
			// Callers are released before meters are told. The lambda takes no class of
			// Micrometer, which would be missed without actuator.
			await().untilAsserted(() -> {
				assertThat(context.getBean(MeterRegistry.class)
					.get("aws.credentials.refresh")
					.tag("provider", "runtime")
					.tag("outcome", "success")
					.timer()
					.count()).isEqualTo(5);
				assertThat(context.getBean(MeterRegistry.class)
					.get("aws.credentials.refresh")
					.tag("provider", "runtime")
					.tag("error", "STS_ACCESS_DENIED")
					.timer()
					.count()).isEqualTo(1);
			});
			assertThat(
					registry.get("aws.credentials.served.stale").tag("provider", "runtime").functionCounter().count())
				.isZero();
			// As text: classes of Micrometer in a lambda would be missed without
			// actuator.
			assertThat(registry.getMeters()).extracting("id")
				.extracting(Object::toString)
				.noneMatch((id) -> id.contains("tenant-"));
		});
	}

}
