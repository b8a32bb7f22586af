package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.signing.AwsSigning;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What is told where an application can't start because of us: for each way, the property
 * with the file and the line it is in, what is wrong, and what to do. The cases lie in
 * {@code start-failures.txt}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

	/** Marks the line that has to be told. */
	private static final String MARK = "#!";

	@TempDir
	Path folder;

	/**
	 * Read the cases: a line with their name and what is to be told, divided by bars,
	 * then YAML.
	 */
	static Stream<Case> cases() throws IOException {
		String text = Files.readString(Path.of("src/test/resources/start-failures.txt"));
		return Arrays.stream(text.split("(?m)^=== ")).filter((part) -> !part.isBlank()).map(Case::parse);
	}

	@ParameterizedTest
	@MethodSource("cases")
	void failureNamesWhereItComesFromAndWhatToDo(Case failure, CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.folder.resolve("application.yml"),
				failure.yaml.replace("${folder}", this.folder.toString()));
		SpringApplication application = application();
		assertThatException().isThrownBy(() -> application.run("--spring.config.location=" + file).close());
		assertTold(failure, file, output);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			bad chain | lists the unknown kind 'bogus'
			aws.credentials:
			  chain: static, bogus #!
			""", """
			bad duration | 5 minutes
			aws.credentials:
			  assume-role:
			    duration: 5 minutes #!
			""", """
			empty key | 'aws.credentials.static.access-key-id' | is empty
			aws.credentials:
			  static:
			    access-key-id: "" #!
			    secret-access-key: s3cret
			""" })
	void failureBeforeThereIsAContextIsToldNoOtherwise(String text, CapturedOutput output) throws IOException {
		Case failure = Case.parse(text);
		Path file = Files.writeString(this.folder.resolve("application.yml"), failure.yaml);
		SpringApplication application = application();
		application.addListeners(
				(ApplicationListener<ApplicationEnvironmentPreparedEvent>) (event) -> event.getBootstrapContext()
					.get(CredentialsProvider.class));
		assertThatException().isThrownBy(() -> application.run("--spring.config.location=" + file).close());
		assertTold(failure, file, output);
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	private static void assertTold(Case failure, Path file, CapturedOutput output) {
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "Action:")
			.contains(file + "] - " + failure.line() + ":")
			.contains(failure.words)
			.doesNotContain("s3cret", "Application run failed");
		assertThat(output.toString().split("Action:")[1].strip()).isNotEmpty();
	}

	/**
	 * A way to fail.
	 *
	 * @param name its name
	 * @param words what is told
	 * @param yaml the properties
	 */
	record Case(String name, List<String> words, String yaml) {

		static Case parse(String text) {
			String[] parts = text.split("\n", 2);
			String[] words = parts[0].split(" \\| ");
			return new Case(words[0], List.of(words).subList(1, words.length), parts[1]);
		}

		int line() {
			List<String> lines = this.yaml.lines().toList();
			for (int i = 0; i < lines.size(); i++) {
				if (lines.get(i).contains(MARK)) {
					return i + 1;
				}
			}
			throw new IllegalStateException("No line is marked in '" + this.name + "'");
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AwsCredentialsAutoConfiguration.class, AwsCredentialsSigningAutoConfiguration.class,
			AwsCredentialsIdentityTokenAutoConfiguration.class, AwsCredentialsJdbcAutoConfiguration.class,
			AwsCredentialsRedisAutoConfiguration.class, AwsCredentialsKafkaAutoConfiguration.class,
			SslAutoConfiguration.class, DataRedisAutoConfiguration.class, KafkaAutoConfiguration.class })
	static class Application {

		@Bean
		EnvironmentVariables environmentVariables() {
			return (name) -> null;
		}

		@Bean
		HikariDataSource orders() {
			HikariDataSource dataSource = new HikariDataSource();
			dataSource.setJdbcUrl("jdbc:postgresql://orders.abc123.eu-west-1.rds.amazonaws.com/orders"
					+ "?sslmode=verify-full&sslrootcert=/nowhere");
			dataSource.setUsername("app");
			return dataSource;
		}

		@Bean
		Object needsSigning(AwsSigning signing) {
			return signing.toString();
		}

	}

}
