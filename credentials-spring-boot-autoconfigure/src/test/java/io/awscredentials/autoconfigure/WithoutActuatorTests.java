package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs on a class path without actuator, health and Micrometer's registry.
 */
@Tag("without-actuator")
class WithoutActuatorTests {

	private static final String[] PROPERTIES = { "aws.credentials.static.access-key-id=AKIA",
			"aws.credentials.static.secret-access-key=secret" };

	@Test
	void actuatorIsAbsent() {
		ClassLoader classLoader = getClass().getClassLoader();
		assertThat(ClassUtils.isPresent("org.springframework.boot.actuate.endpoint.annotation.Endpoint", classLoader))
			.isFalse();
		assertThat(ClassUtils.isPresent("org.springframework.boot.health.contributor.Health", classLoader)).isFalse();
		assertThat(ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry", classLoader)).isFalse();
	}

	@Test
	void credentialsAreThere() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues(PROPERTIES)
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIA"));
	}

	@Test
	void credentialsAreThereInAWebApplication() {
		new WebApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues(PROPERTIES)
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIA"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
