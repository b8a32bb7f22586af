package io.awscredentials.autoconfigure;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

import io.awscredentials.actuate.CredentialsEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is told when Spring Cloud refreshes the environment.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChangedPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=*", "aws.credentials.startup=lazy");

	@Test
	void changedPropertiesOfOursCountAfterARestart(CapturedOutput output) {
		this.runner.run((context) -> {
			context.publishEvent(new EnvironmentChangeEvent(
					Set.of("aws.credentials.refresh.timeout", "aws.credentials[named].a.region", "other.colour")));
			assertThat(output).contains("Changed properties count after a restart of the application: "
					+ "aws.credentials.refresh.timeout, aws.credentials[named].a.region");
			assertThat(output).doesNotContain("other.colour");
			JsonNode described = JsonMapper.shared()
				.valueToTree(context.getBean(CredentialsEndpoint.class).credentials());
			assertThat(described.path("changedProperties").toString())
				.isEqualTo("[\"aws.credentials.refresh.timeout\",\"aws.credentials[named].a.region\"]");
		});
	}

	@Test
	void changedPropertiesOfOthersAreNotTold(CapturedOutput output) {
		this.runner.run((context) -> {
			context.publishEvent(new EnvironmentChangeEvent(Set.of("other.colour")));
			assertThat(output).doesNotContain("Changed properties");
			assertThat(JsonMapper.shared().writeValueAsString(context.getBean(CredentialsEndpoint.class).credentials()))
				.doesNotContain("changedProperties")
				.doesNotContain("clockSkewSeconds");
		});
	}

	@Test
	void clockSkewIsToldWhereItIsMoreThanAFewSeconds() {
		this.runner.run((context) -> {
			AwsClients clients = context.getBean(AwsClients.class);
			clients.clockSkew()
				.learn(DateTimeFormatter.RFC_1123_DATE_TIME
					.format(Instant.now().minusSeconds(7200).atOffset(ZoneOffset.UTC)));
			JsonNode described = JsonMapper.shared()
				.valueToTree(context.getBean(CredentialsEndpoint.class).credentials());
			assertThat(described.path("clockSkewSeconds").asLong()).isBetween(-7260L, -7140L);
		});
	}

}
