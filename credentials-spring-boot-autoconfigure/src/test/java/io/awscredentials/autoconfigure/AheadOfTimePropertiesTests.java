package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.internal.MfaAnswers;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.PropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link AheadOfTimeProperties}, and of what counts although it is given only at
 * run time.
 */
class AheadOfTimePropertiesTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/app";

	private static final String DEVICE = "arn:aws:iam::123456789012:mfa/device";

	private static final TestPropertyValues KEYS = TestPropertyValues.of("aws.credentials.startup=lazy",
			"aws.credentials.static.access-key-id=AKIAEXAMPLE", "aws.credentials.static.secret-access-key=s");

	@BeforeEach
	void runProcessed() {
		SpringProperties.setFlag(AotDetector.AOT_ENABLED);
	}

	@AfterEach
	void runAsUsual() {
		SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
	}

	@Test
	@CompileWithForkedClassLoader
	void requestsThatWouldNotBeSignedStopTheStart() {
		assertRefused("signing", ".orders.service=execute-api");
	}

	@Test
	@CompileWithForkedClassLoader
	void identityTokensThatNobodyWouldSendStopTheStart() {
		assertRefused("identity-token", ".orders.audience=orders");
	}

	@Test
	@CompileWithForkedClassLoader
	void limitsOfRolesThatWouldNotCountStopTheStart() {
		assertRefused("runtime-roles", ".maximum-size=10");
	}

	@Test
	@CompileWithForkedClassLoader
	void databasesThatWouldGetNoTokensStopTheStart() {
		assertRefused("connect.jdbc.enabled", "=true");
	}

	@Test
	@CompileWithForkedClassLoader
	void brokersThatWouldGetNoTokensStopTheStart() {
		assertRefused("connect.kafka.enabled", "=true");
	}

	@Test
	@CompileWithForkedClassLoader
	void cachesThatWouldGetNoTokensStopTheStart() {
		assertRefused("connect.redis.enabled", "=true");
	}

	private static void assertRefused(String key, String rest) {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> startProcessed(KEYS.and("aws.credentials." + key + rest)))
			.withMessageContaining("'aws.credentials." + key + "'")
			.withMessageContaining("processed ahead of time without it")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION))
			.satisfies((ex) -> assertThat(ex.advice()).contains("also when the application is processed"));
	}

	private static void startProcessed(TestPropertyValues run) throws Throwable {
		try {
			ProcessedContext.of(KEYS).run(run, (context) -> {
			});
		}
		catch (Exception ex) {
			throw NestedExceptionUtils.getMostSpecificCause(ex);
		}
	}

	@Test
	@CompileWithForkedClassLoader
	void sourceThatListsNothingStopsNothing() {
		ProcessedContext.of(KEYS)
			.run(KEYS,
					(context) -> context.getEnvironment()
						.getPropertySources()
						.addFirst(new PropertySource<>("opaque", new Object()) {

							@Override
							public @Nullable Object getProperty(String name) {
								return null;
							}

						}),
					(context) -> assertThat(context.getBean(CredentialsProviders.class).all()).hasSize(1));
	}

	@Test
	void connectorCanNotBeSwitchedOffAtRunTime() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory(
				Map.of("jdbc", new AwsCredentialsJdbcAutoConfiguration()));
		MockEnvironment environment = new MockEnvironment();
		AheadOfTimeProperties.check(beans, environment);
		AheadOfTimeProperties.check(beans, environment.withProperty("aws.credentials.connect.jdbc.enabled", "true"));
		environment.setProperty("aws.credentials.connect.jdbc.enabled", "false");
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> AheadOfTimeProperties.check(beans, environment))
			.withMessageContaining("'aws.credentials.connect.jdbc.enabled' has no effect")
			.withMessageContaining("processed ahead of time with it")
			.satisfies((ex) -> assertThat(ex.advice()).contains("Set it to false also when"));
	}

	@Test
	@CompileWithForkedClassLoader
	void groupThatIsKnownMayHaveOtherValues() {
		ProcessedContext.of(KEYS.and("aws.credentials.runtime-roles.maximum-size=10"))
			.run(KEYS.and("aws.credentials.runtime-roles.idle-timeout=2m",
					"aws.credentials.connect.jdbc.enabled=false"),
					(context) -> assertThat(context.getBean(CredentialsProviders.class).runtimeRoles()).isZero());
	}

	@Test
	@CompileWithForkedClassLoader
	void codesArePutInWhereThatIsSaidAtRunTime() {
		try (AwsTestServer aws = AwsTestServer.start()) {
			TestPropertyValues run = mfaRole(aws).and("aws.credentials.mfa.provider=pending");
			ProcessedContext.of(KEYS).run(run, (context) -> {
				CredentialsProvider provider = context.getBean(CredentialsProvider.class);
				assertThatExceptionOfType(CredentialsException.class).isThrownBy(provider::resolveCredentials)
					.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.MFA_REQUIRED));
				assertThat(context.getBean(MfaAnswers.class).answer("default", aws.unusedCode(DEVICE))).isNotNull()
					.succeedsWithin(Duration.ofSeconds(20));
				assertThat(provider.resolveCredentials().accessKeyId()).startsWith("ASIA");
			});
		}
	}

	@Test
	@CompileWithForkedClassLoader
	void codesAreAskedForOnTheConsoleWhereThatIsSaidAtRunTime() {
		try (AwsTestServer aws = AwsTestServer.start()) {
			TestPropertyValues run = mfaRole(aws).and("aws.credentials.mfa.provider=console");
			ProcessedContext.of(KEYS).run(run, (context) -> {
				assertThat(context.getBeansOfType(MfaTokenProvider.class)).isEmpty();
				assertThat(context.getBean(CredentialsProvider.class)).isNotNull();
			});
		}
	}

	private static TestPropertyValues mfaRole(AwsTestServer aws) {
		TestCredentials user = aws.addUser();
		aws.role(ROLE).requireMfa(DEVICE);
		aws.mfaDevice(DEVICE, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
		return TestPropertyValues.of("aws.credentials.startup=lazy",
				"aws.credentials.static.access-key-id=" + user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + user.secretAccessKey(),
				"aws.credentials.region=us-east-1", "aws.credentials.sts.endpoint=" + aws.uri(),
				"aws.credentials.assume-role.role-arn=" + ROLE,
				"aws.credentials.assume-role.mfa.serial-number=" + DEVICE);
	}

}
