package io.awscredentials.autoconfigure;

import java.util.stream.Stream;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link CredentialsFailureAnalyzer} and the failures that it explains.
 */
@ExtendWith(OutputCaptureExtension.class)
class CredentialsFailureAnalyzerTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null);

	static Stream<Arguments> unusableProperties() {
		return Stream.of(
				Arguments.of("aws.credentials.static.access-key-id=AKIA",
						"'aws.credentials.static.secret-access-key' is not set"),
				Arguments.of("aws.credentials.static.secret-access-key=x",
						"'aws.credentials.static.access-key-id' is not set"),
				Arguments.of("aws.credentials.static.session-token=x",
						"'aws.credentials.static.access-key-id' is not set"),
				Arguments.of("aws.credentials.static.access-key-id=", "'aws.credentials.static.access-key-id'"),
				Arguments.of("aws.credentials.chain=static,bogus", "'aws.credentials.chain'"),
				Arguments.of("aws.credentials.refresh.jitter=2", "'aws.credentials.refresh'"),
				Arguments.of("aws.credentials.refresh.timeout=0", "'aws.credentials.refresh'"),
				Arguments.of("aws.credentials.refresh.give-up=29s", "'giveUp' must not be shorter than 'timeout'"),
				Arguments.of("aws.credentials.process.timeout=5s", "'aws.credentials.process.command' is not set"),
				Arguments.of("aws.credentials.process.command=", "'aws.credentials.process.command'"),
				Arguments.of("aws.credentials.process.command='unbalanced", "'aws.credentials.process.command'"),
				Arguments.of("aws.credentials.source=nobody", "'aws.credentials.source'"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("unusableProperties")
	void unusablePropertyIsNamed(String property, String expected) {
		this.contextRunner.withPropertyValues(property).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(expected).contains("CONFIGURATION");
			assertThat(analysis.getAction()).isNotBlank();
		});
	}

	@Test
	void unknownKindListsTheKnownOnes() {
		this.contextRunner.withPropertyValues("aws.credentials.chain=proces").run((context) -> {
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'proces'");
			assertThat(analysis.getAction()).contains("static, system-properties, environment").contains("process");
		});
	}

	@Test
	void requiredCredentialsThatFailEndTheStart() {
		this.contextRunner.withUserConfiguration(FailingSource.class)
			.withPropertyValues("aws.credentials.startup=required")
			.run((context) -> {
				FailureAnalysis analysis = analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("PROCESS_PARSE").contains("not JSON at line 1");
				assertThat(analysis.getAction()).isEqualTo(CredentialsErrorCode.PROCESS_PARSE.advice());
			});
	}

	@Test
	void analysisIsPrintedInPlaceOfTheStackTrace(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException()
			.isThrownBy(() -> application.run("--aws.credentials.startup=required", "--aws.credentials.chain=custom"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Code: PROCESS_PARSE")
			.contains(CredentialsErrorCode.PROCESS_PARSE.advice());
	}

	private static FailureAnalysis analyze(Throwable failure) {
		assertThat(failure).isNotNull();
		FailureAnalyzer analyzer = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, ex) -> {
			})
			.stream()
			.filter(CredentialsFailureAnalyzer.class::isInstance)
			.findFirst()
			.orElseThrow();
		FailureAnalysis analysis = analyzer.analyze(failure);
		assertThat(analysis).isNotNull();
		return analysis;
	}

	@Configuration(proxyBeanMethods = false)
	static class FailingSource {

		@Bean
		CredentialsSource customCredentialsSource() {
			return () -> {
				throw new CredentialsException(CredentialsErrorCode.PROCESS_PARSE, "Custom", "not JSON at line 1");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ FailingSource.class, AwsCredentialsAutoConfiguration.class })
	static class Application {

	}

}
