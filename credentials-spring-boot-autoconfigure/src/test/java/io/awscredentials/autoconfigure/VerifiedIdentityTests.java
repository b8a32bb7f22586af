package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.event.CredentialsRefreshedEvent;
import io.awscredentials.refresh.CredentialsChange;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what is shown of the identity that credentials have, and of an account that
 * is not expected.
 */
class VerifiedIdentityTests {

	private static final String ARN = "arn:aws:iam::123456789012:user/test";

	private static final String EXPECTED = "aws.credentials.expected-account-ids";

	@RegisterExtension
	private final Laptop laptop = new Laptop();

	private String[] properties = {};

	@BeforeEach
	void provide() {
		this.laptop.aws.addUser("AKIAIOSFODNN7EXAMPLE", "secret", AwsTestServer.ACCOUNT_ID);
		this.properties = new String[] { "aws.credentials.sts.endpoint=" + this.laptop.aws.uri(),
				"aws.credentials.region=eu-west-1", "aws.credentials.static.access-key-id=AKIAIOSFODNN7EXAMPLE",
				"aws.credentials.static.secret-access-key=secret", "aws.credentials.verify-identity=true" };
	}

	private ApplicationContextRunner contextRunner() {
		return this.laptop.runner().withPropertyValues(this.properties);
	}

	private String[] with(String... more) {
		String[] all = Arrays.copyOf(this.properties, this.properties.length + more.length);
		System.arraycopy(more, 0, all, this.properties.length, more.length);
		return all;
	}

	@Test
	void identityIsShownByEndpointAndHealth() throws Exception {
		try (ManagedApplication application = ManagedApplication.start(Plain.class, this.properties)) {
			application.context().getBean(CredentialsProvider.class).resolveCredentials();
			JsonNode provider = application.get("/awscredentials/default");
			assertThat(provider.path("arn").asString()).isEqualTo(ARN);
			assertThat(provider.path("accountId").asString()).isEqualTo(AwsTestServer.ACCOUNT_ID);
			assertThat(provider.has("identityFailure")).isFalse();
			JsonNode details = application.get("/health").path("components").path("awsCredentials").path("details");
			assertThat(details.path("arn").asString()).isEqualTo(ARN);
			assertThat(details.path("accountId").asString()).isEqualTo(AwsTestServer.ACCOUNT_ID);
		}
	}

	@Test
	void failureOfVerificationIsShownAndNothingElseIsDifferent() throws Exception {
		this.laptop.aws.fault(Fault.hang().onAction("GetCallerIdentity"));
		try (ManagedApplication application = ManagedApplication.start(Plain.class,
				with("aws.credentials.http.read-timeout=200ms"))) {
			application.context().getBean(CredentialsProvider.class).resolveCredentials();
			JsonNode provider = application.get("/awscredentials/default");
			assertThat(provider.path("state").asString()).isEqualTo("VALID");
			assertThat(provider.path("failures").asInt()).isZero();
			assertThat(provider.has("lastFailure")).isFalse();
			assertThat(provider.has("arn")).isFalse();
			assertThat(provider.path("identityFailure").path("code").asString()).isEqualTo("CONNECTION");
			assertThat(provider.path("identityFailure").path("message").asString())
				.contains(this.laptop.aws.uri().toString());
			JsonNode health = application.get("/health").path("components").path("awsCredentials");
			assertThat(health.path("status").asString()).isEqualTo("UP");
			assertThat(health.path("details").path("identityFailure").asString()).startsWith("CONNECTION: ");
		}
	}

	@Test
	void identityIsInTheEventAndAskedForOncePerKey() {
		List<CredentialsRefreshedEvent> events = new CopyOnWriteArrayList<>();
		contextRunner()
			.withBean(ApplicationListener.class, () -> (ApplicationListener<CredentialsRefreshedEvent>) events::add)
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				assertThat(provider.resolveCredentials().accountId()).isEqualTo(AwsTestServer.ACCOUNT_ID);
				provider.refresh().join();
				Awaitility.await().untilAsserted(() -> assertThat(events).hasSize(2));
				assertThat(events.get(0).status().arn()).isEqualTo(ARN);
				assertThat(this.laptop.aws.count("GetCallerIdentity")).isEqualTo(1);
			});
	}

	@Test
	void keysThatSomebodyPutsIntoAProfileAreAChangeInTheEvent() {
		this.laptop.environment.put("AWS_SHARED_CREDENTIALS_FILE", this.laptop.file("keys").toString());
		this.laptop.write("keys", "[default]\naws_access_key_id = AKIAFIRST7EXAMPLE\naws_secret_access_key = x\n");
		List<CredentialsRefreshedEvent> events = new CopyOnWriteArrayList<>();
		this.laptop.runner("default")
			.withBean(ApplicationListener.class, () -> (ApplicationListener<CredentialsRefreshedEvent>) events::add)
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				provider.resolveCredentials();
				this.laptop.write("keys",
						"[default]\naws_access_key_id = AKIANEXT7EXAMPLE\naws_secret_access_key = x\n");
				provider.refresh().join();
				Awaitility.await().untilAsserted(() -> assertThat(events).hasSize(2));
				assertThat(events.get(0).change()).isNull();
				assertThat(events.get(1).change())
					.isEqualTo(new CredentialsChange("Static (profile default)", "AKIA********MPLE", null));
			});
	}

	@Test
	void namedProviderVerifiesAsTheTopDoesUnlessItSaysOtherwise() {
		contextRunner()
			.withPropertyValues("aws.credentials.named.same.static.access-key-id=AKIAIOSFODNN7EXAMPLE",
					"aws.credentials.named.same.static.secret-access-key=secret",
					"aws.credentials.named.not.static.access-key-id=AKIAIOSFODNN7EXAMPLE",
					"aws.credentials.named.not.static.secret-access-key=secret",
					"aws.credentials.named.not.verify-identity=false")
			.run((context) -> {
				assertThat(status(context.getBean("sameCredentialsProvider")).arn()).isEqualTo(ARN);
				assertThat(status(context.getBean("notCredentialsProvider")).arn()).isNull();
			});
	}

	private static RefreshStatus status(Object bean) {
		RefreshingCredentialsProvider provider = (RefreshingCredentialsProvider) bean;
		provider.resolveCredentials();
		return provider.status();
	}

	@Test
	void mismatchIsCountedAndShown() throws Exception {
		try (ManagedApplication application = ManagedApplication.start(Metered.class,
				with(EXPECTED + "[0]=000123456789"))) {
			JsonNode provider = application.get("/awscredentials/default");
			Awaitility.await()
				.until(() -> application.get("/awscredentials/default").path("state").asString().equals("FAILED"));
			provider = application.get("/awscredentials/default");
			assertThat(provider.path("lastFailure").path("code").asString()).isEqualTo("ACCOUNT_MISMATCH");
			assertThat(provider.has("accountId")).isFalse();
			assertThat(application.get("/health").path("components").path("awsCredentials").path("status").asString())
				.isEqualTo("DOWN");
			Awaitility.await()
				.until(() -> application.get("/metrics/aws.credentials.refresh?tag=error:ACCOUNT_MISMATCH")
					.path("measurements")
					.get(0)
					.path("value")
					.asInt() > 0);
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void requiredCredentialsOfAnotherAccountEndTheStartWithThePropertyAndItsOrigin(CapturedOutput output) {
		Path yaml = this.laptop.write("application.yml",
				"aws.credentials:\n  startup: required\n  expected-account-ids:\n    - '000123456789'\n");
		SpringApplication application = new SpringApplication(Plain.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] arguments = Arrays.stream(with("spring.config.additional-location=" + yaml))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		assertThatException().isThrownBy(() -> application.run(arguments));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Code: ACCOUNT_MISMATCH")
			.contains("AKIA********MPLE belong to account 123456789012, and property "
					+ "'aws.credentials.expected-account-ids'")
			.containsPattern("application.yml.* - 4:7\\) expects 000123456789")
			.contains(CredentialsErrorCode.ACCOUNT_MISMATCH.advice());
	}

	@ParameterizedTest
	@CsvSource({ "[0],12345670123,in quotes", "[0],production,in quotes", "'',10000000000,in quotes",
			"'',123456789012 12,in quotes", "'','',remove the property" })
	void accountIdThatIsNoneStopsTheStart(String index, String value, String advice) {
		contextRunner().withPropertyValues(EXPECTED + index + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(CredentialsException.class, (failure) -> {
					assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
					assertThat(failure).hasMessageStartingWith("Property '" + EXPECTED + index + "' (");
					assertThat(failure.advice()).contains(advice);
				}));
	}

	@Test
	void setIsReplacedWhereOnlyItsIdentityWasMissing() {
		this.laptop.write("keys",
				"[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n"
						+ "aws_account_id = 123456789012\n");
		this.laptop.environment.put("AWS_SHARED_CREDENTIALS_FILE", this.laptop.file("keys").toString());
		this.laptop.aws.fault(Fault.error(503, "ServiceUnavailable", "Told by the test").times(1));
		this.laptop.runner("default")
			.withPropertyValues("aws.credentials.region=eu-west-1", "aws.credentials.verify-identity=true")
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				Credentials keys = provider.resolveCredentials();
				assertThat(provider.status().identityFailure()).isNotNull();
				assertThat(provider.refresh().join()).isEqualTo(keys);
				assertThat(provider.status().arn()).isEqualTo(ARN);
				assertThat(provider.status().identityFailure()).isNull();
				assertThat(provider.status().state()).isEqualTo(RefreshState.VALID);
				provider.refresh().join();
				assertThat(provider.status().refreshes()).as("nothing new").isEqualTo(2);
			});
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Plain {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Metered {

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
