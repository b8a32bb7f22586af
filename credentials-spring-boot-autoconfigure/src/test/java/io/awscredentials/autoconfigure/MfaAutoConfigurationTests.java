package io.awscredentials.autoconfigure;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.mfa.ConsoleMfaTokenProvider;
import io.awscredentials.mfa.PendingMfaTokenProvider;
import io.awscredentials.mfa.TotpMfaTokenProvider;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for who gives MFA codes.
 */
class MfaAutoConfigurationTests {

	private static final String ROLE = "arn:aws:iam::210987654321:role/demo";

	private static final String DEVICE = "arn:aws:iam::123456789012:mfa/device";

	private static final String SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

	private final AwsTestServer server = AwsTestServer.start();

	private final TestCredentials user = this.server.addUser();

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues("aws.credentials.sts.endpoint=" + this.server.uri(),
				"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey(),
				"aws.credentials.assume-role.role-arn=" + ROLE,
				"aws.credentials.assume-role.mfa.serial-number=" + DEVICE);

	@BeforeEach
	void prepare() {
		this.server.role(ROLE).requireMfa(DEVICE);
		this.server.mfaDevice(DEVICE, SEED);
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void deviceWithoutTokenProviderFailsAtStartup() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = Objects
				.requireNonNull(new CredentialsFailureAnalyzer(null).analyze(startupFailure(context)));
			assertThat(analysis.getDescription()).contains("MFA_PROVIDER_MISSING")
				.contains("'aws.credentials.assume-role.mfa.serial-number'");
			assertThat(analysis.getAction()).contains("MfaTokenProvider bean")
				.contains("'aws.credentials.mfa.provider'")
				.contains("console, pending or totp");
		});
	}

	@Test
	void beanOfTheApplicationGivesCodes() {
		this.contextRunner.withBean(MfaTokenProvider.class, () -> (challenge) -> this.server.unusedCode(DEVICE))
			.run((context) -> assertThat(resolve(context)).isEqualTo("210987654321"));
	}

	@Test
	void ofSeveralBeansOneHasToBeNamed() {
		ApplicationContextRunner runner = this.contextRunner
			.withBean("one", MfaTokenProvider.class, () -> (challenge) -> "000000")
			.withBean("two", MfaTokenProvider.class, () -> (challenge) -> this.server.unusedCode(DEVICE));
		assertThat(failure(runner)).hasMessageContaining("'aws.credentials.assume-role.mfa.token-provider'")
			.satisfies((ex) -> assertThat(((CredentialsException) ex).advice()).contains("one, two"));
		runner.withPropertyValues("aws.credentials.assume-role.mfa.token-provider=two")
			.run((context) -> assertThat(resolve(context)).isEqualTo("210987654321"));
		assertThat(failure(runner.withPropertyValues("aws.credentials.assume-role.mfa.token-provider=three")))
			.hasMessageContaining("'three', which is not there");
	}

	@Test
	void totpGivesCodes() {
		this.contextRunner
			.withPropertyValues("aws.credentials.mfa.provider=totp", "aws.credentials.mfa.totp-secret=" + SEED)
			.run((context) -> {
				assertThat(context).hasSingleBean(TotpMfaTokenProvider.class);
				assertThat(resolve(context)).isEqualTo("210987654321");
			});
	}

	@Test
	void providersWithTheSameSeedShareItsCodes() {
		this.contextRunner.withBean("credentialsClock", InstantSource.class, () -> InstantSource.fixed(Instant.now()))
			.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.mfa.provider=totp",
					"aws.credentials.mfa.totp-secret=" + SEED, "aws.credentials.mfa.timeout=10s",
					"aws.credentials.named.own.static.access-key-id=" + this.user.accessKeyId(),
					"aws.credentials.named.own.static.secret-access-key=" + this.user.secretAccessKey(),
					"aws.credentials.named.own.assume-role.role-arn=" + ROLE,
					"aws.credentials.named.own.assume-role.mfa.serial-number=" + DEVICE,
					"aws.credentials.named.own.mfa.totp-secret=" + SEED.toLowerCase(Locale.ROOT))
			.run((context) -> {
				MfaChallenge challenge = new MfaChallenge(DEVICE, ROLE, "default", 1);
				context.getBean(TotpMfaTokenProvider.class).tokenCode(challenge);
				assertThatExceptionOfType(CredentialsException.class)
					.isThrownBy(
							context.getBean("ownCredentialsProvider", CredentialsProvider.class)::resolveCredentials)
					.withMessageContaining("too many ask for codes of this device");
			});
	}

	@Test
	void totpNeedsASecret() {
		assertThat(failure(this.contextRunner.withPropertyValues("aws.credentials.mfa.provider=totp")))
			.hasMessageContaining("'aws.credentials.mfa.totp-secret'");
		assertThat(failure(this.contextRunner.withPropertyValues("aws.credentials.mfa.provider=totp",
				"aws.credentials.mfa.totp-secret=no!seed")))
			.hasMessageContaining("'aws.credentials.mfa.totp-secret'")
			.hasMessageNotContaining("no!seed");
	}

	@Test
	void namedDescriptionsInheritOrPickTheirOwn() {
		this.contextRunner
			.withPropertyValues("aws.credentials.mfa.provider=pending",
					"aws.credentials.named.inheriting.source=default",
					"aws.credentials.named.inheriting.assume-role.role-arn=" + ROLE,
					"aws.credentials.named.inheriting.assume-role.mfa.serial-number=" + DEVICE,
					"aws.credentials.named.own.static.access-key-id=" + this.user.accessKeyId(),
					"aws.credentials.named.own.static.secret-access-key=" + this.user.secretAccessKey(),
					"aws.credentials.named.own.assume-role.role-arn=" + ROLE,
					"aws.credentials.named.own.assume-role.mfa.serial-number=" + DEVICE,
					"aws.credentials.named.own.mfa.provider=totp", "aws.credentials.named.own.mfa.totp-secret=" + SEED)
			.run((context) -> {
				assertThat(context).hasSingleBean(PendingMfaTokenProvider.class);
				assertThat(context.getBean(CredentialsProviders.class).get("own")).isNotNull()
					.satisfies((own) -> assertThat(own.resolveCredentials().accountId()).isEqualTo("210987654321"));
				Awaitility.await()
					.untilAsserted(() -> assertThat(status(context, "inheriting").state())
						.isEqualTo(RefreshState.AWAITING_MFA));
			});
	}

	@Test
	void consoleIsABean() {
		this.contextRunner.withPropertyValues("aws.credentials.mfa.provider=console", "aws.credentials.startup=lazy")
			.run((context) -> assertThat(context).hasSingleBean(ConsoleMfaTokenProvider.class));
	}

	@Test
	void whileAPersonIsAskedNobodyWaits() {
		AtomicInteger asked = new AtomicInteger();
		this.contextRunner.withBean(MfaTokenProvider.class, () -> (challenge) -> {
			asked.incrementAndGet();
			return take();
		}).run((context) -> {
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(status(context, "default").state()).isEqualTo(RefreshState.AWAITING_MFA));
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.MFA_REQUIRED));
			assertThat(asked).hasValue(1);
			this.answers.add(this.server.unusedCode(DEVICE));
			Awaitility.await()
				.untilAsserted(() -> assertThat(status(context, "default").state()).isEqualTo(RefreshState.VALID));
			assertThat(this.server.count("AssumeRole")).isEqualTo(1);
		});
	}

	@Test
	void personWhoGetsItWrongIsAskedAgain() {
		this.answers.add("000000");
		this.contextRunner.withBean(MfaTokenProvider.class, () -> (challenge) -> {
			assertThat(challenge.attempt()).isEqualTo((this.answers.isEmpty()) ? 2 : 1);
			return take();
		}).run((context) -> {
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(status(context, "default").state()).isEqualTo(RefreshState.AWAITING_MFA));
			assertThat(status(context, "default").lastFailure()).isNotNull()
				.satisfies((failure) -> assertThat(failure.code()).isEqualTo(CredentialsErrorCode.MFA_CODE_INVALID));
			this.answers.add(this.server.unusedCode(DEVICE));
			Awaitility.await()
				.untilAsserted(() -> assertThat(status(context, "default").state()).isEqualTo(RefreshState.VALID));
		});
	}

	@Test
	void requiredStartWaitsForThePerson() {
		CountDownLatch asking = new CountDownLatch(1);
		this.contextRunner.withPropertyValues("aws.credentials.startup=required")
			.withBean(RefreshListener.class, () -> new RefreshListener() {

				@Override
				public void mfaRequired(RefreshStatus status, MfaChallenge challenge) {
					asking.countDown();
				}

			})
			.withBean(MfaTokenProvider.class, () -> (challenge) -> {
				await(asking);
				return (challenge.attempt() == 1) ? "000000" : this.server.unusedCode(DEVICE);
			})
			.run((context) -> assertThat(status(context, "default").state()).isEqualTo(RefreshState.VALID));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void requiredStartFailsWhereNobodyIsAsked() {
		assertThat(failure(this.contextRunner.withPropertyValues("aws.credentials.startup=required",
				"aws.credentials.mfa.provider=pending")))
			.satisfies((ex) -> assertThat(((CredentialsException) ex).code())
				.isEqualTo(CredentialsErrorCode.MFA_REQUIRED));
	}

	private String take() {
		try {
			return this.answers.take();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String resolve(ApplicationContext context) {
		return String.valueOf(context.getBean(CredentialsProvider.class).resolveCredentials().accountId());
	}

	private static RefreshStatus status(ApplicationContext context, String name) {
		return Objects.requireNonNull(context.getBean(CredentialsProviders.class).get(name)).status();
	}

	private static Throwable startupFailure(AssertableApplicationContext context) {
		return Objects.requireNonNull(context.getStartupFailure());
	}

	private static Throwable failure(ApplicationContextRunner runner) {
		Throwable[] failure = new Throwable[1];
		runner.run((context) -> {
			assertThat(context).hasFailed();
			failure[0] = NestedExceptionUtils.getMostSpecificCause(startupFailure(context));
		});
		return failure[0];
	}

}
