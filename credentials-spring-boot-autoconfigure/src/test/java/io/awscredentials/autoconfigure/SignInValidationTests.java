package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what of the properties of {@link SignInSources} configures a source, and what
 * does not.
 */
class SignInValidationTests {

	private static final String START_URL = "https://example.awsapps.com/start";

	private static final String[] ROLE = { "aws.credentials.sso.account-id=012345678901",
			"aws.credentials.sso.role-name=Reader" };

	private static final String[] STATIC = { "aws.credentials.static.access-key-id=AKIASTATIC",
			"aws.credentials.static.secret-access-key=secret" };

	private static final String[] ENDPOINTS = { "aws.credentials.sso.endpoint=http://localhost:1",
			"aws.credentials.sso.oidc-endpoint=http://localhost:1",
			"aws.credentials.login.endpoint=http://localhost:1" };

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path home;

	private final Map<String, String> environment = new HashMap<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> this.environment::get);

	private void config(String text) {
		try {
			Files.createDirectories(this.home.resolve(".aws"));
			Files.writeString(this.home.resolve(".aws/config"), text);
			this.environment.put("HOME", this.home.toString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void endpointsAndDirectoriesAloneConfigureNothing() {
		this.contextRunner.withPropertyValues(ENDPOINTS)
			.withPropertyValues(STATIC)
			.withPropertyValues("aws.credentials.sso.login=device", "aws.credentials.sso.cache-directory=/tmp/sso",
					"aws.credentials.login.cache-directory=/tmp/login")
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean("ssoCredentialsSource")
					.doesNotHaveBean("loginCredentialsSource");
				assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source()).isEqualTo("Static");
			});
	}

	@Test
	void endpointsAloneLeaveTheDefaultChain() {
		this.environment.put("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT");
		this.environment.put("AWS_SECRET_ACCESS_KEY", "secret");
		this.contextRunner.withPropertyValues(ENDPOINTS).run((context) -> {
			assertThat(context).hasBean("environmentCredentialsSource");
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIAENVIRONMENT");
		});
	}

	@Test
	void endpointsInEnvironmentVariablesAloneConfigureNothingEither() {
		Map<String, Object> variables = Map.of("AWS_CREDENTIALS_SSO_OIDC_ENDPOINT", "http://localhost:1",
				"AWS_CREDENTIALS_SSO_ENDPOINT", "http://localhost:1", "AWS_CREDENTIALS_SSO_CACHEDIRECTORY", "/tmp");
		this.contextRunner.withPropertyValues(STATIC)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("ssoCredentialsSource"));
		this.contextRunner.withPropertyValues(ROLE)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("AWS_CREDENTIALS_SSO_STARTURL", START_URL, "AWS_CREDENTIALS_REGION", "us-east-1"))))
			.withPropertyValues("aws.credentials.startup=lazy")
			.run((context) -> assertThat(context).hasNotFailed().hasBean("ssoCredentialsSource"));
	}

	static Stream<Arguments> unusable() {
		String url = "sso.start-url=" + START_URL;
		String[] role = { "sso.account-id=012345678901", "sso.role-name=Reader" };
		return Stream.of(Arguments.of("'aws.credentials.sso.account-id' is not set", new String[] { url }),
				Arguments.of("'aws.credentials.sso.account-id' is not set", new String[] { "sso.role-name=Reader" }),
				Arguments.of("'aws.credentials.sso.role-name' is not set",
						new String[] { url, "sso.account-id=012345678901" }),
				Arguments.of("'aws.credentials.sso.start-url' is not set", new String[] { role[0], role[1] }),
				Arguments.of("'aws.credentials.sso.region' is not set", new String[] { url, role[0], role[1] }),
				Arguments.of("'aws.credentials.sso.region' is not one",
						new String[] { url, role[0], role[1], "sso.region=US EAST" }),
				Arguments.of("has not the 12 digits of an account ID",
						new String[] { url, "sso.region=us-east-1", "sso.account-id=1402433619", role[1] }),
				Arguments.of("'aws.credentials.sso.session'", new String[] { "sso.session=dev", role[0], role[1] }),
				Arguments.of("'aws.credentials.sso.start-url' is not set",
						new String[] { "sso.session=half", role[0], role[1] }),
				Arguments.of("'aws.credentials.login.session'", new String[] { "login.session=" }),
				Arguments.of("aws.credentials.sso.login", new String[] { "sso.login=browser" }));
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("unusable")
	void unusablePropertyIsNamed(String expected, String[] properties) {
		config("[sso-session half]\nsso_region = eu-west-1\n");
		this.contextRunner
			.withPropertyValues(
					Stream.of(properties).map((property) -> "aws.credentials." + property).toArray(String[]::new))
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context.getStartupFailure()).hasStackTraceContaining(expected);
			});
	}

}
