package io.awscredentials.autoconfigure;

import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.identity.IdentityTokenProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is refused at startup about identity tokens.
 */
class IdentityTokenValidationTests {

	private static final String PREFIX = "aws.credentials.identity-token.orders.";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsIdentityTokenAutoConfiguration.class))
		.withPropertyValues("aws.credentials.startup=lazy");

	private final ApplicationContextRunner tokenRunner = this.contextRunner.withPropertyValues(PREFIX + "audience=one");

	private static CredentialsException failure(ApplicationContextRunner runner) {
		CredentialsException[] failure = new CredentialsException[1];
		runner.run((context) -> {
			assertThat(context).hasFailed();
			failure[0] = (CredentialsException) NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
		});
		return failure[0];
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			duration, 59s, is 59 s and STS accepts from 1m to 1h
			duration, 61m, is 3660 s and STS accepts from 1m to 1h
			duration, 300, a number without a unit is milliseconds
			tags.team, '%s', from 0 to 256
			audience, '', is empty
			audience, '%s%s%s%s', from 1 to 1000
			audience, 'a,b,c,d,e,f,g,h,i,j,k', STS accepts 10
			provider, other, 'names provider ''other'', which does not exist'
			hosts, https://orders.example.com/path, is no host
			hosts, orders.example.com/path, is no host
			hosts, *, is no host
			hosts, user@orders.example.com, is no host
			""")
	void valueThatIsOfNoUseNamesItsProperty(String key, String value, String problem) {
		CredentialsException failure = failure(
				this.tokenRunner.withPropertyValues(PREFIX + key + "=" + value.replace("%s", "x".repeat(257))));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(failure).hasMessageContaining("'" + PREFIX + key.replaceAll("\\..*", "") + "'");
		assertThat(failure.getMessage() + failure.advice()).contains(problem.split(" and ")[0]);
		assertThat(new CredentialsFailureAnalyzer(null).analyze(failure)).isNotNull()
			.extracting(FailureAnalysis::getAction)
			.asString()
			.isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "algorithm=ES384", "duration=10m", "tags.team=shop", "hosts=orders.example.com",
			"provider=default", "region=eu-west-1" })
	void halfOfAGroupIsRefused(String property) {
		CredentialsException failure = failure(this.contextRunner.withPropertyValues(PREFIX + property));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(failure).hasMessageContaining("'" + PREFIX + "audience' is not set");
	}

	@Test
	void algorithmThatStsDoesNotKnowIsRefused() {
		this.tokenRunner.withPropertyValues(PREFIX + "algorithm=HS256")
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertThat(failure).hasStackTraceContaining(BindException.class.getName())
					.hasStackTraceContaining("'" + PREFIX + "algorithm'")));
	}

	@Test
	void misspeltPropertyIsRefused() {
		CredentialsException failure = failure(this.tokenRunner.withPropertyValues(PREFIX + "audiences=two"));
		assertThat(failure.advice()).contains(PREFIX + "audience");
	}

	@Test
	void nameOfWhatIsSignedIsRefused() {
		CredentialsException failure = failure(
				this.tokenRunner.withPropertyValues("aws.credentials.signing.orders.service=execute-api"));
		assertThat(failure).hasMessageContaining("'" + PREFIX + "audience'")
			.hasMessageContaining("'aws.credentials.signing.orders'")
			.hasMessageContaining("same header");
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders.example.com", "orders.example.com:8443", "*.example.com", "http://orders:8080",
			"[::1]:8080", "127.0.0.1" })
	void hostIsAccepted(String host) {
		this.tokenRunner.withPropertyValues(PREFIX + "hosts=" + host)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void tokenIsConfiguredByVariables() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								Map.of("AWS_CREDENTIALS_IDENTITYTOKEN_ORDERS_AUDIENCE", "one"))))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(IdentityTokenProvider.class));
	}

}
