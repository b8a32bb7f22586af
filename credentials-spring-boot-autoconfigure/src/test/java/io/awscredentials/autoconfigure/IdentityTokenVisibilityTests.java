package io.awscredentials.autoconfigure;

import java.time.Instant;
import java.time.InstantSource;

import io.awscredentials.actuate.CredentialsDescriptor.IdentityTokenDescriptor;
import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.actuate.CredentialsMetrics;
import io.awscredentials.identity.IdentityTokens;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of what people see of identity tokens: in the endpoint and in metrics.
 */
class IdentityTokenVisibilityTests {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private static final String NAME = "identity-token.orders";

	private final InstantSource clock = InstantSource.fixed(NOW);

	private final AwsTestServer aws = AwsTestServer.start(0, this.clock);

	private final TestCredentials user = this.aws.addUser();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsIdentityTokenAutoConfiguration.class, AwsCredentialsEndpointAutoConfiguration.class,
				AwsCredentialsMetricsAutoConfiguration.class))
		.withUserConfiguration(Meters.class)
		.withBean("credentialsClock", InstantSource.class, () -> this.clock)
		.withPropertyValues("management.endpoints.web.exposure.include=awscredentials",
				"management.endpoints.jmx.exposure.include=awscredentials", "aws.credentials.startup=lazy",
				"aws.credentials.region=eu-west-1", "aws.credentials.sts.endpoint=" + this.aws.uri(),
				"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey());

	private final ApplicationContextRunner tokenRunner = this.contextRunner
		.withPropertyValues("aws.credentials.identity-token.orders.audience=https://orders.example.com");

	@AfterEach
	void close() {
		this.aws.close();
	}

	private static IdentityTokenDescriptor descriptor(ApplicationContext context) {
		IdentityTokenDescriptor descriptor = context.getBean(CredentialsEndpoint.class)
			.credentials()
			.identityTokens()
			.get("orders");
		assertThat(descriptor).isNotNull();
		return descriptor;
	}

	@Test
	void tokenIsDescribedAndNotShown() {
		this.tokenRunner.run((context) -> {
			assertThat(descriptor(context).state()).isEqualTo("INITIAL");
			String token = context.getBean(IdentityTokens.class).get("orders").getToken().value();
			IdentityTokenDescriptor descriptor = descriptor(context);
			assertThat(descriptor.audience()).containsExactly("https://orders.example.com");
			assertThat(descriptor.provider()).isEqualTo("default");
			assertThat(descriptor.state()).isEqualTo("VALID");
			assertThat(descriptor.expiration()).isEqualTo(NOW.plusSeconds(300));
			assertThat(descriptor.remainingSeconds()).isEqualTo(300);
			assertThat(descriptor.lastRefresh()).isEqualTo(NOW);
			assertThat(descriptor.nextRefresh()).isBetween(NOW.plusSeconds(150), NOW.plusSeconds(225));
			assertThat(descriptor.refreshes()).isEqualTo(1);
			String json = JsonMapper.shared()
				.writeValueAsString(context.getBean(CredentialsEndpoint.class).credentials());
			assertThat(json).contains("\"identityTokens\":{\"orders\":{\"audience\":[\"https://orders.example.com\"]");
			assertThat(token.split("\\.")).allSatisfy((part) -> assertThat(json).doesNotContain(part));
		});
	}

	@Test
	void failureIsDescribed() {
		this.aws.outboundFederation().disable(AwsTestServer.ACCOUNT_ID);
		this.tokenRunner.run((context) -> {
			catchThrowable(() -> context.getBean(IdentityTokens.class).get("orders").getToken());
			IdentityTokenDescriptor descriptor = descriptor(context);
			assertThat(descriptor.state()).isEqualTo("FAILED");
			assertThat(descriptor.failures()).isEqualTo(1);
			assertThat(descriptor.lastFailure()).isNotNull()
				.satisfies((failure) -> assertThat(failure.code()).isEqualTo("IDENTITY_TOKEN_DISABLED"));
		});
	}

	@Test
	void nothingIsSaidWithoutTokens() {
		this.contextRunner.run((context) -> {
			bind(context);
			assertThat(JsonMapper.shared().writeValueAsString(context.getBean(CredentialsEndpoint.class).credentials()))
				.doesNotContain("identityTokens");
		});
	}

	@Test
	void tokenIsMeasuredAsAProviderIs() {
		this.tokenRunner.run((context) -> {
			bind(context);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(IdentityTokens.class).get("orders").getToken();
			assertThat(registry.get("aws.credentials.remaining").tag("provider", NAME).gauge().value()).isEqualTo(300);
			assertThat(
					registry.get("aws.credentials.state").tag("provider", NAME).tag("state", "VALID").gauge().value())
				.isEqualTo(1);
			Awaitility.await()
				.until(() -> context.getBean(MeterRegistry.class)
					.find("aws.credentials.refresh")
					.tag("provider", NAME)
					.tag("source", "IdentityToken < Static")
					.tag("outcome", "success")
					.timer() != null);
		});
	}

	private static void bind(ApplicationContext context) {
		context.getBean(CredentialsMetrics.class).bindTo(context.getBean(MeterRegistry.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Meters {

		@Bean
		MeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

	}

}
