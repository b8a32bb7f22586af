package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.source.ForeignUser;
import io.awscredentials.source.plugin.TestJar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the properties {@code trusted-owners} of processes, plugins and profiles.
 */
@EnabledOnOs(OS.LINUX)
class TrustedOwnersPropertyTests {

	@TempDir
	private Path folder;

	private Path program;

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> Map.of("HOME", this.folder.toString())::get)
		.withPropertyValues("aws.credentials.startup=lazy");

	@BeforeEach
	void writeProgram() throws IOException {
		this.program = Files.writeString(this.folder.resolve("vend"),
				"#!/bin/sh\necho '{\"Version\":1,\"AccessKeyId\":\"AKIAVEND\",\"SecretAccessKey\":\"s\"}'\n");
		Files.setPosixFilePermissions(this.program, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	@Test
	void ownerOfTheProgramMayBeNamed() throws IOException {
		ForeignUser.own(this.program);
		property("process.command", this.program);
		assertThatRefused("process.trusted-owners");
		property("process.trusted-owners", "0," + ForeignUser.ID);
		assertThatRetrieved("AKIAVEND");
	}

	@Test
	void ownerOfThePluginMayBeNamed() throws IOException {
		Path jar = TestJar.giving(this.folder, "ASIAPLUGIN").write("plugin.jar");
		ForeignUser.own(jar);
		property("plugin.location", jar);
		assertThatRefused("plugin.trusted-owners");
		property("plugin.trusted-owners[0]", ForeignUser.ID);
		assertThatRetrieved("ASIAPLUGIN");
	}

	@Test
	void ownerOfTheProfileWithAProcessMayBeNamed() throws IOException {
		Path config = Files.createDirectory(this.folder.resolve(".aws")).resolve("config");
		Files.writeString(config, "[default]\ncredential_process = " + this.program + "\n");
		assertThatRetrieved("AKIAVEND");
		ForeignUser.own(config);
		assertThatRefused("profile.trusted-owners");
		property("profile.trusted-owners[0]", ForeignUser.ID);
		assertThatRetrieved("AKIAVEND");
	}

	@Test
	void ownersAloneAskForNoProfile() {
		property("profile.trusted-owners[0]", "0");
		this.contextRunner.run((context) -> assertThat(context).hasBean("environmentCredentialsSource"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "process", "plugin" })
	void unknownOwnerEndsTheStart(String group) {
		property("process.command", this.program);
		property("plugin.location", this.program);
		property(group + ".trusted-owners", "no-such-user");
		this.contextRunner.run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.hasMessageContaining("'aws.credentials." + group + ".trusted-owners'")
			.hasMessageContaining("'no-such-user' is not the name of a user here"));
	}

	private void property(String key, Object value) {
		this.contextRunner = this.contextRunner.withPropertyValues("aws.credentials." + key + "=" + value);
	}

	private void assertThatRefused(String property) {
		this.contextRunner.run((context) -> assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> accessKeyId(context))
			.withMessageContaining("belongs to the user ID " + ForeignUser.ID)
			.satisfies((ex) -> assertThat(ex.advice()).contains("'" + property + "'")));
	}

	private void assertThatRetrieved(String accessKeyId) {
		this.contextRunner.run((context) -> assertThat(accessKeyId(context)).isEqualTo(accessKeyId));
	}

	private static String accessKeyId(ApplicationContext context) {
		return context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId();
	}

}
