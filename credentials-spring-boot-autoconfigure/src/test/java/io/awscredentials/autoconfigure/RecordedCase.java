package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.ConformanceCases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A folder that holds a file system, an environment, what goes over the wire and what
 * comes of it.
 *
 * @param folder the folder
 */
record RecordedCase(Path folder) {

	private static final Instant SOME_TIME = Instant.parse("2021-09-01T00:00:00Z");

	/**
	 * Return a test for each of the cases in a folder.
	 * @param name the name of the folder
	 * @param root a folder to put their files into
	 * @param properties the configuration of the application
	 * @return the tests
	 */
	static Stream<DynamicTest> tests(String name, Path root, String... properties) {
		return ConformanceCases.folders(name)
			.stream()
			.map((folder) -> DynamicTest.dynamicTest(folder.getFileName().toString(),
					() -> new RecordedCase(folder).check(root.resolve(folder.getFileName()), properties)));
	}

	private void check(Path root, String... properties) throws IOException {
		Map<String, String> environment = ConformanceCases.strings(json("env.json"));
		environment.replaceAll((variable, value) -> isPath(variable) ? root + value : value);
		install(root);
		RecordedTraffic traffic = new RecordedTraffic(json("http-traffic.json"));
		JsonNode expected = json("test-case.json").at("/result/Ok");
		Instant expiry = (expected.has("expiry")) ? Instant.ofEpochSecond(expected.get("expiry").asLong()) : null;
		Instant now = (expiry != null) ? expiry.minus(Duration.ofHours(1)) : SOME_TIME;
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> environment::get)
			.withBean(CredentialsRestClientCustomizer.class, () -> traffic)
			.withBean("credentialsClock", InstantSource.class, () -> InstantSource.fixed(now))
			.withPropertyValues("aws.credentials.startup=lazy")
			.withPropertyValues(properties)
			.run((context) -> {
				CredentialsProvider provider = context.getBean(CredentialsProvider.class);
				if (expected.isMissingNode()) {
					assertThatExceptionOfType(CredentialsException.class).isThrownBy(provider::resolveCredentials);
				}
				else {
					assertThat(provider.resolveCredentials()).isEqualTo(credentials(expected, expiry));
				}
				traffic.verify();
			});
	}

	private static boolean isPath(String variable) {
		return variable.equals("HOME") || variable.endsWith("_FILE");
	}

	private JsonNode json(String name) {
		return ConformanceCases.json(this.folder.resolve(name));
	}

	private static Credentials credentials(JsonNode expected, @Nullable Instant expiry) {
		return new Credentials(expected.get("access_key_id").asString(), expected.get("secret_access_key").asString(),
				expected.path("session_token").asString(null), expiry, expected.path("account_id").asString(null));
	}

	/**
	 * Copy the file system and move the paths in it.
	 */
	private void install(Path root) throws IOException {
		Files.createDirectories(root);
		Path files = this.folder.resolve("fs");
		if (Files.exists(files)) {
			FileSystemUtils.copyRecursively(files, root);
		}
		Path config = root.resolve("home/.aws/config");
		if (Files.exists(config)) {
			StringBuilder moved = new StringBuilder();
			for (String line : Files.readAllLines(config)) {
				moved.append(moved(line, root)).append('\n');
			}
			Files.writeString(config, moved);
		}
	}

	private static String moved(String line, Path root) throws IOException {
		String[] property = line.split(" = ", 2);
		if (property[0].equals("web_identity_token_file")) {
			return property[0] + " = " + root + property[1];
		}
		if (property[0].equals("credential_process")) {
			// There is no shell between us and the program: the line becomes a program.
			Path script = Files.writeString(root.resolve("process.sh"), "#!/bin/sh\n" + property[1] + "\n");
			Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
			return property[0] + " = " + script;
		}
		return line;
	}

}
