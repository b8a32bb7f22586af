package io.awscredentials.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link CredentialsBindFailureAnalyzer} and other failures of the start that
 * are about a value which may be a secret.
 */
@ExtendWith(OutputCaptureExtension.class)
class CredentialsBindFailureAnalyzerTests {

	@ParameterizedTest
	@CsvSource({ "aws.credentials.process.environment,TOKEN=s3cret",
			"aws.credentials.named.archive.process.environment,TOKEN=s3cret", "aws.credentials.static,AKIA:s3cret",
			"aws.credentials.assume-role.tags,s3cret", "aws.credentials.container,http://bob:s3cret@127.0.0.1/",
			"aws.credentials.plugin.location,https://bob:s3cret@example.com/plugin.jar?token=s3cret",
			"aws.credentials.plugin.location,https://bob:a/s3cret@example.com/plugin.jar",
			"aws.credentials.plugin.location,jar:https://bob:a#s3cret@example.com/plugin.jar!/" })
	void valueOfAPropertyIsNotShown(String property, String value, CapturedOutput output) {
		start("--" + property + "=" + value);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property '" + property + "'")
			.doesNotContain("s3cret");
	}

	@Test
	void valueThatIsNoSecretIsShown(CapturedOutput output) {
		start("--aws.credentials.process.timeout=soon");
		assertThat(output).contains("aws.credentials.process.timeout").contains("Value: \"soon\"");
	}

	private static void start(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(arguments));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AwsCredentialsAutoConfiguration.class)
	static class Application {

	}

}
