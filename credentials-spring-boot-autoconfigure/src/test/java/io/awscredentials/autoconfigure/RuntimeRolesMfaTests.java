package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.event.MfaRequiredEvent;
import io.awscredentials.mfa.PendingMfaTokenProvider;
import io.awscredentials.refresh.CredentialsProviders;
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
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for MFA of roles that are known only at run time.
 */
class RuntimeRolesMfaTests {

	private static final String ROLE = "arn:aws:iam::210987654321:role/tenant";

	private static final String DEVICE = "arn:aws:iam::123456789012:mfa/device";

	private static final AssumeRoleOptions OPTIONS = AssumeRoleOptions.of(ROLE).withMfaSerialNumber(DEVICE);

	private final AwsTestServer server = AwsTestServer.start();

	private final TestCredentials user = this.server.addUser();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues("aws.credentials.sts.endpoint=" + this.server.uri(), "aws.credentials.region=us-east-1",
				"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey());

	@BeforeEach
	void prepare() {
		this.server.role(ROLE).requireMfa(DEVICE);
		this.server.mfaDevice(DEVICE, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void beanOfTheApplicationGivesCodesForTheRole() {
		List<MfaChallenge> challenges = new CopyOnWriteArrayList<>();
		MfaTokenProvider codes = (challenge) -> {
			challenges.add(challenge);
			return this.server.unusedCode(DEVICE);
		};
		this.contextRunner.withBean(MfaTokenProvider.class, () -> codes).run((context) -> {
			assertThat(context.getBean(CredentialsProviders.class).assumeRole(OPTIONS).resolveCredentials().accountId())
				.isEqualTo("210987654321");
			assertThat(challenges).singleElement().satisfies((challenge) -> {
				assertThat(challenge.serialNumber()).isEqualTo(DEVICE);
				assertThat(challenge.roleArn()).isEqualTo(ROLE);
				assertThat(challenge.provider()).isEqualTo(ROLE);
			});
		});
	}

	@Test
	void codeThatComesLaterIsUsed() {
		List<String> required = new ArrayList<>();
		this.contextRunner.withPropertyValues("aws.credentials.mfa.provider=pending")
			.withInitializer((context) -> context.addApplicationListener(
					(ApplicationListener<MfaRequiredEvent>) (event) -> required.add(event.challenge().provider())))
			.run((context) -> {
				RefreshingCredentialsProvider role = context.getBean(CredentialsProviders.class).assumeRole(OPTIONS);
				assertThatExceptionOfType(CredentialsException.class).isThrownBy(role::resolveCredentials)
					.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.MFA_REQUIRED));
				assertThat(role.status().state()).isEqualTo(RefreshState.AWAITING_MFA);
				// Callers are released before listeners are told.
				Awaitility.await().untilAsserted(() -> assertThat(required).containsExactly(ROLE));
				context.getBean(PendingMfaTokenProvider.class).submit(ROLE, this.server.unusedCode(DEVICE)).join();
				assertThat(role.status().state()).isEqualTo(RefreshState.VALID);
				assertThat(role.resolveCredentials().accountId()).isEqualTo("210987654321");
			});
	}

	@Test
	void deviceWithoutTokenProviderIsRefused() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> context.getBean(CredentialsProviders.class).assumeRole(OPTIONS))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.MFA_PROVIDER_MISSING)));
	}

}
