package io.awscredentials.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for keys and account IDs that were copied with what is around them, or that YAML
 * took for something else: they are told at once, by name and without showing them.
 */
class CopiedKeysTests {

	private static final String SECRET = "wJalrXUtnFEMI\u00a0K7MDENG";

	private static final String PROBLEM = "has a blank or an invisible character at position 14 (U+00A0)";

	private final Map<String, String> environment = new HashMap<>(
			Map.of("AWS_ACCESS_KEY_ID", "AKIAKEY", "AWS_SECRET_ACCESS_KEY", "secret", "AWS_SESSION_TOKEN", "token"));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> this.environment::get)
		.withPropertyValues("aws.credentials.startup=lazy");

	@ParameterizedTest
	@ValueSource(strings = { "access-key-id", "secret-access-key", "session-token" })
	void blankInsideAStaticKeyStopsTheStart(String property) {
		assertStartFails(property, SECRET, PROBLEM, "without that character");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1402433619", "12345670123", "0123456701234" })
	void accountIdThatIsNoneStopsTheStartAndSaysInQuotes(String accountId) {
		assertStartFails("account-id", accountId, "has not the 12 digits of an account ID", "in quotes");
	}

	private void assertStartFails(String property, String value, String problem, String advice) {
		this.contextRunner.withPropertyValues("aws.credentials.static.access-key-id=AKIAKEY",
				"aws.credentials.static.secret-access-key=secret", "aws.credentials.static." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(CredentialsException.class, (failure) -> {
					assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
					assertThat(failure).hasMessageStartingWith("Property 'aws.credentials.static." + property + "'")
						.hasMessageContaining(problem)
						.hasMessageNotContaining("K7MDENG");
					assertThat(failure.advice()).contains(advice);
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN" })
	void blankInsideAKeyOfTheEnvironmentIsTold(String variable) {
		this.environment.put(variable, SECRET);
		assertRetrievalFails("The environment variable " + variable + " " + PROBLEM);
	}

	@Test
	void accountIdOfTheEnvironmentThatIsNoneIsTold() {
		this.environment.put("AWS_ACCOUNT_ID", "1\n2026-01-01 WARN forged");
		assertRetrievalFails("The environment variable AWS_ACCOUNT_ID has not the 12 digits of an account ID");
	}

	@ParameterizedTest
	@CsvSource({ "aws.accessKeyId", "aws.secretAccessKey" })
	void blankInsideAKeyOfASystemPropertyIsTold(String property) {
		this.contextRunner
			.withSystemProperties("aws.accessKeyId=AKIAKEY", "aws.secretAccessKey=secret", property + "=" + SECRET)
			.run((context) -> assertThat(failure(context.getBean(CredentialsProvider.class)))
				.hasMessageStartingWith("The system property " + property + " " + PROBLEM));
	}

	private void assertRetrievalFails(String message) {
		this.contextRunner.run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
			assertThat(failure).hasMessageStartingWith(message).hasMessageNotContaining("K7MDENG");
		});
	}

	private static CredentialsException failure(CredentialsProvider provider) {
		return catchThrowableOfType(CredentialsException.class, provider::resolveCredentials);
	}

}
