package io.awscredentials.autoconfigure;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the health of credentials where there are none of ours, and where the
 * application has beans of the same name.
 */
class CredentialsHealthTests {

	private static final String[] GROUPS = {
			"management.endpoint.health.group.readiness.include=readinessState,awsCredentials",
			"management.endpoint.health.group.alone.include=awsCredentials",
			"management.endpoint.health.group.alone.show-details=always", "aws.credentials.startup=lazy",
			"management.health.redis.enabled=false" };

	private static ManagedApplication start(Class<?> configuration, String... properties) {
		String[] all = new String[properties.length + GROUPS.length];
		System.arraycopy(GROUPS, 0, all, 0, GROUPS.length);
		System.arraycopy(properties, 0, all, GROUPS.length, properties.length);
		return ManagedApplication.start(configuration, all);
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void groupMayNameTheHealthOfCredentialsThatAreOff(String type) throws Exception {
		try (ManagedApplication application = start(Plain.class, "aws.credentials.enabled=false",
				"spring.main.web-application-type=" + type)) {
			assertThat(application.get("/health/readiness").path("status").asString()).isEqualTo("UP");
			JsonNode health = application.get("/health/alone");
			assertThat(health.path("status").asString()).isEqualTo("UNKNOWN");
			assertThat(health.toString()).contains("aws.credentials.enabled is false");
			assertThat(application.get("/health").path("status").asString()).isEqualTo("UP");
		}
	}

	@Test
	void groupMayNameTheHealthWhereTheApplicationHasAProviderOfItsOwn() throws Exception {
		try (ManagedApplication application = start(OwnProvider.class)) {
			assertThat(application.get("/health/readiness").path("status").asString()).isEqualTo("UP");
			JsonNode health = application.get("/health/alone");
			assertThat(health.path("status").asString()).isEqualTo("UNKNOWN");
			assertThat(health.toString()).contains("of its own");
		}
	}

	@Test
	void groupMayNameTheHealthOfProvidersThatNobodyAskedYet() throws Exception {
		try (ManagedApplication application = start(Plain.class)) {
			assertThat(application.get("/health/readiness").path("status").asString()).isEqualTo("UP");
			JsonNode health = application.get("/health/alone").path("components").path("awsCredentials");
			assertThat(health.path("status").asString()).isEqualTo("UNKNOWN");
			assertThat(health.path("details").path("state").asString()).isEqualTo("INITIAL");
		}
	}

	@Test
	void healthContributorOfTheSameNameReplacesOurs() throws Exception {
		try (ManagedApplication application = start(OwnHealth.class)) {
			assertThat(application.get("/health/alone").toString()).contains("\"own\":true").doesNotContain("INITIAL");
		}
	}

	@Test
	void otherBeanOfTheSameNameDoesNot() throws Exception {
		try (ManagedApplication application = start(OtherBeans.class)) {
			assertThat(application.get("/health/alone").toString()).contains("INITIAL");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Plain {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnProvider {

		@Bean
		CredentialsProvider ownProvider() {
			return () -> new Credentials("AKIAEXAMPLE12345", "secret", null, null, null);
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnHealth {

		@Bean
		HealthIndicator awsCredentialsHealthContributor() {
			return () -> Health.up().withDetail("own", true).build();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OtherBeans {

		@Bean
		String awsCredentials() {
			return "one";
		}

		@Bean
		String awsCredentialsHealthIndicator() {
			return "two";
		}

		@Bean
		String awsCredentialsHealthContributor() {
			return "three";
		}

	}

}
