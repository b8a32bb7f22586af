package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.awscredentials.source.process.ProcessCredentialsSource;
import io.awscredentials.source.sts.AssumeRoleCredentialsSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a higher property source makes of a lower one: a list over a string (issue 9,
 * number 6), and an empty value over a group (number 13).
 */
class OverriddenPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withPropertyValues("aws.credentials.startup=lazy");

	@TempDir
	Path folder;

	private String vend;

	@BeforeEach
	void writeVend() throws IOException {
		Path script = this.folder.resolve("vend");
		Files.writeString(script, """
				#!/bin/sh
				printf '{"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "s"}' "$(printf '<%s>' "$@")"
				""");
		assertThat(script.toFile().setExecutable(true)).isTrue();
		this.vend = script.toString();
	}

	@Test
	void listOfVariablesOverAStringIsTakenAsItIs() {
		this.contextRunner.withPropertyValues("aws.credentials.process.command=/x/vend.sh BASE")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("AWS_CREDENTIALS_PROCESS_COMMAND_0", this.vend, "AWS_CREDENTIALS_PROCESS_COMMAND_1",
								"a, b"))))
			.run((context) -> assertThat(arguments(context)).isEqualTo("<a, b>"));
	}

	@Test
	void listOverAStringIsTakenAsItIs() {
		over(Map.of("aws.credentials.process.command[0]", this.vend, "aws.credentials.process.command[1]", "a b"))
			.withPropertyValues("aws.credentials.process.command=/x/vend.sh BASE")
			.run((context) -> assertThat(arguments(context)).isEqualTo("<a b>"));
	}

	@Test
	void stringOverAListIsSplitIntoWords() {
		over(Map.of("aws.credentials.process.command", this.vend + " 'a b' c,d"))
			.withPropertyValues("aws.credentials.process.command[0]=/x/vend.sh",
					"aws.credentials.process.command[1]=BASE")
			.run((context) -> assertThat(arguments(context)).isEqualTo("<a b><c,d>"));
	}

	@Test
	void emptyValueSwitchesAGroupOff() {
		String[] role = { "aws.credentials.process.command=/bin/vend",
				"aws.credentials.assume-role.role-arn=arn:aws:iam::123456789012:role/x",
				"aws.credentials.region=eu-west-1", "aws.credentials.named.a.source=default",
				"aws.credentials.named.a.assume-role.role-arn=arn:aws:iam::123456789012:role/y" };
		this.contextRunner.withPropertyValues(role)
			.run((context) -> assertThat(context).hasSingleBean(AssumeRoleCredentialsSource.class));
		over(Map.of("aws.credentials.assume-role", "")).withPropertyValues(role).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(AssumeRoleCredentialsSource.class);
			ProviderDefinitions definitions = context.getBean(ProviderDefinitions.class);
			assertThat(definitions.top().properties().assumeRole()).isNull();
			assertThat(definitions.get("a").properties().assumeRole()).isNotNull();
		});
	}

	@Test
	void propertyOverAnEmptyValueSwitchesTheGroupOn() {
		over(Map.of("aws.credentials.assume-role.role-arn", "arn:aws:iam::123456789012:role/x"))
			.withPropertyValues("aws.credentials.assume-role=", "aws.credentials.process.command=/bin/vend",
					"aws.credentials.region=eu-west-1")
			.run((context) -> assertThat(context).hasSingleBean(AssumeRoleCredentialsSource.class));
	}

	private ApplicationContextRunner over(Map<String, Object> properties) {
		return this.contextRunner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("over", properties)));
	}

	private static String arguments(ApplicationContext context) {
		return context.getBean(ProcessCredentialsSource.class).retrieve().accessKeyId();
	}

}
