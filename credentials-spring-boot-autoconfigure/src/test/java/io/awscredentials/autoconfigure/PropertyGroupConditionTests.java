package io.awscredentials.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OnPropertyGroupCondition}.
 */
class PropertyGroupConditionTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsSigningAutoConfiguration.class))
		.withPropertyValues("aws.credentials.startup=lazy");

	@Test
	void groupsInWhichNothingIsSetAreNotBound() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(ConnectProperties.class)
			.doesNotHaveBean(RuntimeRoleProperties.class)
			.doesNotHaveBean(RestClientHttpServiceGroupConfigurer.class));
	}

	@Test
	void groupsInWhichSomethingIsSetAreBound() {
		this.contextRunner
			.withPropertyValues("aws.credentials.connect.kafka.region=eu-west-1",
					"aws.credentials.runtime-roles.maximum-size=10", "aws.credentials.signing.orders.service=lambda")
			.run((context) -> {
				assertThat(context.getBean(ConnectProperties.class).kafka().region()).isEqualTo("eu-west-1");
				assertThat(context.getBean(RuntimeRoleProperties.class).maximumSize()).isEqualTo(10);
				assertThat(context).hasSingleBean(RestClientHttpServiceGroupConfigurer.class)
					.hasBean("ordersSigningInterceptor");
			});
	}

	@Test
	void environmentVariablesCount() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("AWS_CREDENTIALS_RUNTIMEROLES_MAXIMUMSIZE", "10"))))
			.run((context) -> assertThat(context.getBean(RuntimeRoleProperties.class).maximumSize()).isEqualTo(10));
	}

	@ParameterizedTest
	@ValueSource(strings = { "connect.jdbc.enabled=ture", "connect.redis.kind=valkey",
			"runtime-roles.idle-timeout=soon", "signing.orders.payload=some" })
	void valuesThatAreNotRecognisedStopTheStart(String property) {
		this.contextRunner.withPropertyValues("aws.credentials." + property)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(Exception.class)
				.hasStackTraceContaining(BindException.class.getName()));
	}

}
