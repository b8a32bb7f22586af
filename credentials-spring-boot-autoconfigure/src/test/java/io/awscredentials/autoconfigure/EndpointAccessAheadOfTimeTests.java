package io.awscredentials.autoconfigure;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.actuate.TokenCodeBodyAdvice;
import io.awscredentials.actuate.TokenCodeWebFilter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.aot.AbstractAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what keeps MFA codes out of logs is there where access to the endpoint is
 * given only at run time, to an application that was processed ahead of time.
 */
class EndpointAccessAheadOfTimeTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(
			AwsCredentialsAutoConfiguration.class, AwsCredentialsEndpointAutoConfiguration.class,
			EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class);

	private static final String[] PROPERTIES = { "aws.credentials.startup=lazy",
			"management.endpoints.web.exposure.include=awscredentials" };

	private static final String PROCESSING = AbstractAotProcessor.AOT_PROCESSING + "=true";

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues(PROPERTIES);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues(PROPERTIES);

	@Test
	void codesAreKeptOutOfTheLogOfMvc() {
		this.servlet.run((context) -> assertThat(context).doesNotHaveBean(TokenCodeBodyAdvice.class));
		this.servlet.withSystemProperties(PROCESSING)
			.run((context) -> assertThat(context).hasSingleBean(TokenCodeBodyAdvice.class));
	}

	@Test
	void codesAreKeptOutOfTheLogOfWebFlux() {
		this.reactive.run((context) -> assertThat(context).doesNotHaveBean(TokenCodeWebFilter.class));
		this.reactive.withSystemProperties(PROCESSING)
			.run((context) -> assertThat(context).hasSingleBean(TokenCodeWebFilter.class));
	}

}
