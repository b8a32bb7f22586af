package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.sso.LoginCredentialsSource;
import io.awscredentials.source.sso.SsoCredentialsSource;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SignInSources}.
 */
class SignInSourcesTests {

	private static final String START_URL = "https://example.awsapps.com/start";

	private static final String[] ROLE = { "aws.credentials.sso.account-id=012345678901",
			"aws.credentials.sso.role-name=Reader" };

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path home;

	@SuppressWarnings("NullAway.Init")
	private AwsTestServer aws;

	private final Map<String, String> environment = new HashMap<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> this.environment::get);

	@BeforeEach
	void start() {
		this.aws = AwsTestServer.start();
		this.environment.put("HOME", this.home.toString());
	}

	@AfterEach
	void stop() {
		this.aws.close();
	}

	private ApplicationContextRunner runner() {
		return this.contextRunner.withPropertyValues(this.aws.properties()
			.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.filter((property) -> !property.contains("instance-metadata"))
			.toArray(String[]::new));
	}

	private Path ssoCache() {
		return this.home.resolve(".aws/sso/cache");
	}

	private void signIn(String key) {
		this.aws.identityCenter().signIn().writeTo(ssoCache(), key, START_URL);
	}

	private void config(String text) {
		try {
			Files.createDirectories(this.home.resolve(".aws"));
			Files.writeString(this.home.resolve(".aws/config"), text);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void ssoGroupWithStartUrlGivesCredentials() {
		signIn(START_URL);
		runner().withPropertyValues(ROLE)
			.withPropertyValues("aws.credentials.sso.start-url=" + START_URL)
			.run((context) -> {
				assertThat(context).hasBean("ssoCredentialsSource").hasSingleBean(SsoCredentialsSource.class);
				assertThat(context).doesNotHaveBean("loginCredentialsSource")
					.doesNotHaveBean("environmentCredentialsSource");
				Credentials credentials = context.getBean(CredentialsProvider.class).resolveCredentials();
				assertThat(credentials.accountId()).isEqualTo("012345678901");
				assertThat(credentials.accessKeyId()).isEqualTo(this.aws.issuedCredentials().get(0).accessKeyId());
				assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source()).isEqualTo("Sso");
			});
	}

	@Test
	void ssoSessionTakesTheRestFromTheConfigFile() {
		config("[sso-session dev]\nsso_region = eu-west-1\nsso_start_url = " + START_URL + "\n");
		signIn("dev");
		runner().withPropertyValues(ROLE)
			.withPropertyValues("aws.credentials.sso.session=dev")
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accountId())
				.isEqualTo("012345678901"));
	}

	@Test
	void ssoSessionNeedsNoConfigFileWhereThePropertiesTellAll() {
		signIn("dev");
		runner().withPropertyValues(ROLE)
			.withPropertyValues("aws.credentials.sso.session=dev", "aws.credentials.sso.start-url=" + START_URL,
					"aws.credentials.sso.region=us-east-1")
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials()).isNotNull());
	}

	@Test
	void ssoCacheDirectoryMayBeElsewhere() {
		this.aws.identityCenter().signIn().writeTo(this.home.resolve("elsewhere"), START_URL, START_URL);
		runner().withPropertyValues(ROLE)
			.withPropertyValues("aws.credentials.sso.start-url=" + START_URL,
					"aws.credentials.sso.cache-directory=~/elsewhere")
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials()).isNotNull());
	}

	@Test
	void withoutHomeNobodysFilesAreRead() {
		this.environment.remove("HOME");
		runner().withPropertyValues(ROLE)
			.withPropertyValues("aws.credentials.sso.start-url=" + START_URL, "aws.credentials.startup=lazy")
			.run((context) -> assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
				.extracting(CredentialsException::code)
				.isEqualTo(CredentialsErrorCode.SSO_TOKEN_MISSING));
	}

	@Test
	void loginGroupGivesCredentials() {
		String session = "arn:aws:iam::123456789012:user/person";
		this.aws.login().signIn().writeTo(this.home.resolve(".aws/login/cache"), session);
		runner().withPropertyValues("aws.credentials.login.session=" + session).run((context) -> {
			assertThat(context).hasBean("loginCredentialsSource").hasSingleBean(LoginCredentialsSource.class);
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accountId())
				.isEqualTo("123456789012");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void loginCacheDirectoryMayBeElsewhere(boolean property) {
		this.aws.login().signIn().writeTo(this.home.resolve("elsewhere"), "session");
		this.environment.put("AWS_LOGIN_CACHE_DIRECTORY", (property) ? "/nowhere" : "~/elsewhere");
		runner()
			.withPropertyValues("aws.credentials.login.session=session",
					"aws.credentials.login.cache-directory=" + ((property) ? this.home.resolve("elsewhere") : ""))
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials()).isNotNull());
	}

	@Test
	void loginWithoutRegionNeedsNoneUntilItIsToRenew() throws IOException {
		Path file = this.aws.login().signIn().writeTo(this.home.resolve(".aws/login/cache"), "session");
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues("aws.credentials.login.session=session",
				"aws.credentials.startup=lazy");
		runner
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials()).isNotNull());
		Files.writeString(file, Files.readString(file).replaceFirst("\"expiresAt\":\"20", "\"expiresAt\":\"19"));
		runner.run((context) -> assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
				assertThat(ex.advice()).contains("aws.credentials.region");
			}));
		runner.withPropertyValues("aws.credentials.login.endpoint=" + this.aws.uri())
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials()).isNotNull());
	}

	@Test
	void namedProvidersShareASignInAndTheEndpoints() {
		signIn("dev");
		runner().withPropertyValues(ROLE)
			.withPropertyValues("aws.credentials.sso.session=dev", "aws.credentials.sso.start-url=" + START_URL,
					"aws.credentials.named.other.sso.session=dev",
					"aws.credentials.named.other.sso.start-url=" + START_URL,
					"aws.credentials.named.other.sso.account-id=210987654321",
					"aws.credentials.named.other.sso.role-name=Writer")
			.run((context) -> {
				CredentialsProvider other = BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(),
						CredentialsProvider.class, "other");
				assertThat(other.resolveCredentials().accountId()).isEqualTo("210987654321");
				assertThat(context.getBean("refreshingCredentialsProvider", CredentialsProvider.class)
					.resolveCredentials()
					.accountId()).isEqualTo("012345678901");
			});
	}

	@Test
	void beansOfTheApplicationReplaceTheSources() {
		CredentialsSource own = () -> new Credentials("AKIAOWN", "secret", null, null, null);
		runner().withPropertyValues(ROLE)
			.withPropertyValues("aws.credentials.sso.start-url=" + START_URL)
			.withBean("ssoCredentialsSource", CredentialsSource.class, () -> own)
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIAOWN"));
	}

	@Test
	void orderIsThatOfTheTable() {
		assertThat(SourceKind.values()).containsSubsequence(SourceKind.PROCESS, SourceKind.SSO, SourceKind.LOGIN,
				SourceKind.CONTAINER);
	}

	@Test
	void endpointsAreThoseOfTheEnvironment() {
		this.environment.put("AWS_USE_FIPS_ENDPOINT", "true");
		this.environment.put("AWS_USE_DUALSTACK_ENDPOINT", "true");
		List<String> addresses = new CopyOnWriteArrayList<>();
		CredentialsRestClientCustomizer recorder = (builder) -> builder
			.requestInterceptor((request, body, execution) -> {
				addresses.add(request.getURI().getHost());
				return new MockClientHttpResponse(new byte[0], HttpStatus.FORBIDDEN);
			});
		signIn(START_URL);
		this.contextRunner.withBean(CredentialsRestClientCustomizer.class, () -> recorder)
			.withPropertyValues(ROLE)
			.withPropertyValues("aws.credentials.sso.start-url=" + START_URL, "aws.credentials.sso.region=us-east-2",
					"aws.credentials.startup=lazy")
			.run((context) -> assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
				.extracting(CredentialsException::code)
				.isEqualTo(CredentialsErrorCode.SSO_ACCESS_DENIED));
		assertThat(addresses).containsExactly("portal.sso-fips.us-east-2.api.aws");
	}

}
