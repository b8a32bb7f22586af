package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.SignInChallenge;
import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.actuate.CredentialsHealthIndicator;
import io.awscredentials.event.CredentialsEvent;
import io.awscredentials.event.CredentialsRefreshFailedEvent;
import io.awscredentials.event.SsoSignInRequiredEvent;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A person signs in to IAM Identity Center for a service, from the start of the service
 * to the day after.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeviceSignInStoryTests {

	private static final String START_URL = "https://example.awsapps.com/start";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path home;

	@SuppressWarnings("NullAway.Init")
	private AwsTestServer aws;

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));

	private final List<CredentialsEvent> events = new CopyOnWriteArrayList<>();

	@BeforeEach
	void start() {
		this.aws = AwsTestServer.start(0, this.now::get);
	}

	@AfterEach
	void stop() {
		this.aws.close();
	}

	private ApplicationContextRunner emptyRunner() {
		ApplicationListener<CredentialsEvent> listener = this.events::add;
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsEndpointAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> Map.of("HOME", this.home.toString())::get)
			.withBean("credentialsClock", InstantSource.class, () -> this.now::get)
			.withBean("listener", ApplicationListener.class, () -> listener)
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"aws.credentials.sso.endpoint=" + this.aws.uri(),
					"aws.credentials.sso.oidc-endpoint=" + this.aws.uri());
	}

	private ApplicationContextRunner runner() {
		return emptyRunner().withPropertyValues("aws.credentials.sso.start-url=" + START_URL,
				"aws.credentials.sso.region=us-east-1", "aws.credentials.sso.account-id=123456789012",
				"aws.credentials.sso.role-name=Reader", "aws.credentials.sso.login=device");
	}

	private void advance(Duration duration) {
		this.now.updateAndGet((present) -> present.plus(duration));
	}

	private static void await(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition::getAsBoolean);
	}

	private static RefreshingCredentialsProvider provider(AssertableApplicationContext context) {
		return context.getBean(RefreshingCredentialsProvider.class);
	}

	private static void awaitState(AssertableApplicationContext context, RefreshState state) {
		await(() -> provider(context).status().state() == state);
	}

	// No signature may name the actuator: all classes are looked at where it is absent.
	private static JsonNode endpoint(AssertableApplicationContext context) {
		JsonMapper mapper = JsonMapper.shared();
		return mapper
			.readTree(mapper.writeValueAsString(context.getBean(CredentialsEndpoint.class).provider("default")));
	}

	private static String health(AssertableApplicationContext context) {
		return Objects.requireNonNull(new CredentialsHealthIndicator(provider(context)).health()).getStatus().getCode();
	}

	private List<SsoSignInRequiredEvent> asked() {
		return this.events.stream()
			.filter(SsoSignInRequiredEvent.class::isInstance)
			.map(SsoSignInRequiredEvent.class::cast)
			.toList();
	}

	@Test
	void personSignsInAndTheServiceGoesOnByItself(CapturedOutput output) {
		runner().run((context) -> {
			awaitState(context, RefreshState.AWAITING_SIGN_IN);
			await(() -> !asked().isEmpty());
			String userCode = asked().get(0).challenge().userCode();
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
				.satisfies((ex) -> {
					assertThat(ex.code()).isEqualTo(CredentialsErrorCode.SSO_TOKEN_MISSING);
					assertThat(ex.advice()).contains(userCode);
				});
			assertThat(output).contains("INFO").contains("confirm the code " + userCode);
			SignInChallenge challenge = new SignInChallenge(this.aws.uri() + "/device",
					this.aws.uri() + "/device?user_code=" + userCode, userCode, Instant.parse("2026-11-21T08:10:00Z"));
			assertThat(asked().get(0).challenge()).isEqualTo(challenge);
			assertThat(endpoint(context).get("signIn")).hasToString(JsonMapper.shared().writeValueAsString(challenge));
			assertThat(endpoint(context).get("state").asString()).isEqualTo("AWAITING_SIGN_IN");
			assertThat(health(context)).isEqualTo("OUT_OF_SERVICE");
			assertThat(Objects.requireNonNull(new CredentialsHealthIndicator(provider(context)).health()).getDetails())
				.doesNotContainKey("failure")
				.hasEntrySatisfying("advice", (advice) -> assertThat(advice).asString().contains(userCode));

			advance(Duration.ofSeconds(2));
			// The server has counted before the answer has been dealt with.
			await(() -> this.aws.count("CreateToken") == 1
					&& Objects.requireNonNull(provider(context).status().nextRefresh()).isAfter(this.now.get()));
			this.aws.identityCenter().approve(userCode);
			advance(Duration.ofSeconds(2));
			awaitState(context, RefreshState.VALID);
			assertThat(endpoint(context).has("signIn")).isFalse();
			assertThat(health(context)).isEqualTo("UP");
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accountId())
				.isEqualTo("123456789012");
			assertThat(asked()).hasSize(1);
			assertThat(this.events).filteredOn(CredentialsRefreshFailedEvent.class::isInstance).isEmpty();
			assertThat(this.home.resolve(".aws/sso/cache")).isDirectoryContaining("glob:**.json");
		});
		this.events.clear();
		advance(Duration.ofDays(1));
		runner().run((context) -> {
			awaitState(context, RefreshState.VALID);
			assertThat(asked()).isEmpty();
			assertThat(this.aws.count("StartDeviceAuthorization")).isOne();
		});
	}

	@Test
	void codeNobodyConfirmsIsReplacedWhenSomebodyNeedsCredentials() {
		runner().run((context) -> {
			awaitState(context, RefreshState.AWAITING_SIGN_IN);
			advance(Duration.ofMinutes(11));
			awaitState(context, RefreshState.FAILED);
			assertThat(provider(context).status().nextRefresh()).isNull();
			assertThat(Objects.requireNonNull(provider(context).status().lastFailure()).code())
				.isEqualTo(CredentialsErrorCode.SSO_TOKEN_EXPIRED);
			advance(Duration.ofHours(1));
			assertThat(this.aws.count("StartDeviceAuthorization")).isOne();
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
				.satisfies((ex) -> assertThat(ex.signInChallenge()).isNotNull());
			assertThat(this.aws.count("StartDeviceAuthorization")).isEqualTo(2);
			assertThat(health(context)).isEqualTo("OUT_OF_SERVICE");
		});
	}

	@Test
	void credentialsAreServedWhileAPersonIsAskedAgain() {
		this.aws.identityCenter().signIn().writeTo(this.home.resolve(".aws/sso/cache"), START_URL, START_URL);
		runner().run((context) -> {
			awaitState(context, RefreshState.VALID);
			this.aws.identityCenter().signOut();
			advance(Duration.ofMinutes(57));
			awaitState(context, RefreshState.AWAITING_SIGN_IN);
			assertThat(health(context)).isEqualTo("UP");
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials()).isNotNull();
			this.aws.identityCenter().approve(endpoint(context).get("signIn").get("userCode").asString());
			advance(Duration.ofSeconds(2));
			awaitState(context, RefreshState.VALID);
			assertThat(provider(context).status().refreshes()).isEqualTo(2);
		});
	}

	@Test
	void personWhoDeclinesIsLeftAloneUntilSomebodyAsksForARefresh() {
		runner().run((context) -> {
			awaitState(context, RefreshState.AWAITING_SIGN_IN);
			this.aws.identityCenter().deny(endpoint(context).get("signIn").get("userCode").asString());
			advance(Duration.ofSeconds(2));
			awaitState(context, RefreshState.FAILED);
			advance(Duration.ofMinutes(1));
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.SSO_ACCESS_DENIED));
			assertThat(this.aws.count("StartDeviceAuthorization")).isOne();
			provider(context).refresh();
			awaitState(context, RefreshState.AWAITING_SIGN_IN);
		});
	}

	@Test
	void signInByTheCliCountsToo() {
		runner().run((context) -> {
			awaitState(context, RefreshState.AWAITING_SIGN_IN);
			Path file = this.aws.identityCenter()
				.signIn()
				.writeTo(this.home.resolve(".aws/sso/cache"), START_URL, START_URL);
			advance(Duration.ofSeconds(2));
			awaitState(context, RefreshState.VALID);
			assertThat(Files.exists(file)).isTrue();
			assertThat(this.aws.count("CreateToken")).isZero();
		});
	}

	@Test
	void requiredStartWaitsForThePerson() {
		CompletableFuture<Void> person = CompletableFuture.runAsync(() -> {
			await(() -> !asked().isEmpty());
			this.aws.identityCenter().approve(asked().get(0).challenge().userCode());
			advance(Duration.ofSeconds(2));
		}, (task) -> new Thread(task).start());
		runner().withPropertyValues("aws.credentials.startup=required").run((context) -> {
			assertThat(person).isCompleted();
			assertThat(provider(context).status().state()).isEqualTo(RefreshState.VALID);
		});
	}

	@Test
	void requiredStartFailsWhereThePersonDeclines() {
		CompletableFuture.runAsync(() -> {
			await(() -> !asked().isEmpty());
			this.aws.identityCenter().deny(asked().get(0).challenge().userCode());
			advance(Duration.ofSeconds(2));
		}, (task) -> new Thread(task).start());
		runner().withPropertyValues("aws.credentials.startup=required")
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining("SSO_ACCESS_DENIED"));
	}

	@Test
	void roleOfAProfileIsSignedInForToo() throws IOException {
		Files.createDirectories(this.home.resolve(".aws"));
		Files.writeString(this.home.resolve(".aws/config"), """
				[default]
				sso_session = dev
				sso_account_id = 123456789012
				sso_role_name = Reader
				[sso-session dev]
				sso_region = us-east-1
				sso_start_url = https://example.awsapps.com/start
				""");
		emptyRunner().withPropertyValues("aws.credentials.sso.login=device").run((context) -> {
			awaitState(context, RefreshState.AWAITING_SIGN_IN);
			this.aws.identityCenter().approve(endpoint(context).get("signIn").get("userCode").asString());
			advance(Duration.ofSeconds(2));
			awaitState(context, RefreshState.VALID);
			assertThat(asked()).hasSize(1);
		});
	}

	@Test
	void withoutThePropertyNobodyIsAsked() {
		runner().withPropertyValues("aws.credentials.sso.login=none").run((context) -> {
			awaitState(context, RefreshState.FAILED);
			assertThat(asked()).isEmpty();
			assertThat(this.aws.requests()).isEmpty();
		});
	}

}
