package io.awscredentials.autoconfigure;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.mfa.TotpMfaTokenProvider;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What becomes of the wait for a code where retrievals are given up sooner.
 */
class MfaPatienceTests {

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
				"aws.credentials.assume-role.mfa.serial-number=" + DEVICE, "aws.credentials.refresh.timeout=1s");

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
	void personWhoTakesLongerThanARetrievalMayIsNotCutOff() {
		AtomicInteger asked = new AtomicInteger();
		this.contextRunner.withPropertyValues("aws.credentials.refresh.give-up=1s")
			.withBean(MfaTokenProvider.class, () -> (challenge) -> {
				asked.incrementAndGet();
				return take();
			})
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				// The first retrieval is given up before that.
				Awaitility.await().untilAsserted(() -> {
					assertThat(catchThrowable(provider::resolveCredentials)).isInstanceOf(CredentialsException.class);
					assertThat(provider.status().state()).isEqualTo(RefreshState.AWAITING_MFA);
				});
				this.answers.add(this.server.unusedCode(DEVICE));
				Awaitility.await()
					.untilAsserted(() -> assertThat(provider.status().state()).isEqualTo(RefreshState.VALID));
				assertThat(asked).hasValue(1);
				assertThat(this.server.count("AssumeRole")).isEqualTo(1);
			});
	}

	private String take() {
		try {
			return Objects.requireNonNull(this.answers.take());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void codeIsNotWaitedForSoLongThatTheRetrievalIsGivenUp() {
		ApplicationContextRunner runner = this.contextRunner
			.withBean("credentialsClock", InstantSource.class,
					() -> InstantSource.fixed(Instant.parse("2026-11-21T10:00:29Z")))
			.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.mfa.provider=totp",
					"aws.credentials.mfa.totp-secret=" + SEED);
		for (String giveUp : new String[] { "59s", "10s" }) {
			runner.withPropertyValues("aws.credentials.refresh.give-up=" + giveUp).run((context) -> {
				TotpMfaTokenProvider totp = context.getBean(TotpMfaTokenProvider.class);
				MfaChallenge challenge = new MfaChallenge(DEVICE, ROLE, "default", 1);
				totp.tokenCode(challenge);
				assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> totp.tokenCode(challenge))
					.withMessageContaining("too many ask for codes of this device");
			});
		}
	}

}
