package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.RecordedRequest;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each profile of a developer's laptop leads to the credentials that it leads the AWS CLI
 * to, or to a failure that says what to type.
 */
class LaptopProfilesTests {

	@TempDir
	private Path home;

	@SuppressWarnings("NullAway.Init")
	private Laptop laptop;

	@BeforeEach
	void open() {
		this.laptop = new Laptop(this.home);
	}

	@AfterEach
	void close() {
		this.laptop.close();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			default, Static, ''
			work, Static, ''
			sso, Sso, 012345678901
			sso-old, Sso, 012345678901
			sso-role, AssumeRole < Sso, 777788889999
			vault, Process, 999999999999
			console, Login, 123456789012
			pod, WebIdentity, 123456789012
			on-ec2, AssumeRole < InstanceMetadata, 123456789012
			on-ecs, AssumeRole < Container, 123456789012
			exported, AssumeRole < Environment, 123456789012
			localstack, Static, ''
			""")
	void profileGivesCredentials(String profile, String source, String account) {
		this.laptop.signIn();
		for (String role : new String[] { "777788889999:role/Audit", "123456789012:role/Pod",
				"123456789012:role/App" }) {
			this.laptop.aws.role("arn:aws:iam::" + role);
		}
		Map<String, String> environment = this.laptop.environment;
		environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", this.laptop.aws.container().fullUri().toString());
		environment.put("AWS_ACCESS_KEY_ID", this.laptop.user.accessKeyId());
		environment.put("AWS_SECRET_ACCESS_KEY", this.laptop.user.secretAccessKey());
		this.laptop.runner(profile).run((context) -> {
			Credentials credentials = context.getBean(CredentialsProvider.class).resolveCredentials();
			assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source())
				.isEqualTo(source + " (profile " + profile + ")");
			assertThat(Objects.toString(credentials.accountId(), "")).isEqualTo(account);
			if (!source.equals("Static") && !source.equals("Process")) {
				assertThat(this.laptop.aws.issuedCredentials()).extracting(TestCredentials::accessKeyId)
					.contains(credentials.accessKeyId());
			}
		});
	}

	@Test
	void keysAreThoseOfTheProfile() {
		this.laptop.runner("default")
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials())
				.isEqualTo(new Credentials("ASIAIOSFODNN7DEFAULT", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
						"IQoJb3JpZ2luX2VjEJr//w==", null, null)));
		this.laptop.runner("work")
			.run((context) -> assertThat(
					context.getBean(CredentialsProvider.class).resolveCredentials().secretAccessKey())
				.isEqualTo(this.laptop.user.secretAccessKey()));
	}

	@Test
	void rolesAreAssumedOneAfterTheOtherWithOneCode() {
		this.laptop.aws.role("arn:aws:iam::111122223333:role/Developer")
			.requireMfa(Laptop.DEVICE)
			.maxDuration(Duration.ofHours(8));
		this.laptop.aws.role("arn:aws:iam::444455556666:role/Deploy").requireExternalId("0815/4711");
		this.laptop.runner("prod")
			.withPropertyValues("aws.credentials.mfa.provider=totp",
					"aws.credentials.mfa.totp-secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				Credentials first = provider.resolveCredentials();
				assertThat(first.accountId()).isEqualTo("444455556666");
				assertThat(provider.status().source()).isEqualTo("AssumeRole < AssumeRole < Static (profile prod)");
				RecordedRequest developer = this.laptop.aws.requests("AssumeRole").get(0);
				assertThat(developer.parameters()).containsEntry("RoleSessionName", "zoe")
					.containsEntry("DurationSeconds", "28800")
					.containsEntry("SerialNumber", Laptop.DEVICE);
				assertThat(developer.accessKeyId()).isEqualTo(this.laptop.user.accessKeyId());
				// The role that the code was given for is good for hours.
				provider.refresh().join();
				assertThat(provider.resolveCredentials().accessKeyId()).isNotEqualTo(first.accessKeyId());
				assertThat(this.laptop.aws.requests("AssumeRole")).extracting((request) -> request.parameter("RoleArn"))
					.containsExactly("arn:aws:iam::111122223333:role/Developer",
							"arn:aws:iam::444455556666:role/Deploy", "arn:aws:iam::444455556666:role/Deploy");
			});
	}

	@Test
	void signatureIsForTheRegionOfTheRoleOrElseOfTheSelectedProfile() {
		this.laptop.aws.role("arn:aws:iam::111122223333:role/Developer").maxDuration(Duration.ofHours(8));
		this.laptop.runner("work-mfa")
			.withPropertyValues("aws.credentials.mfa.provider=totp",
					"aws.credentials.mfa.totp-secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
			.run((context) -> {
				context.getBean(CredentialsProvider.class).resolveCredentials();
				assertThat(this.laptop.aws.requests("AssumeRole").get(0).header("Authorization"))
					.contains("/eu-west-1/sts/");
			});
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					work-mfa | MFA_PROVIDER_MISSING | Device 'arn:aws:iam::123456789012:mfa/zoe' is | to console, pending or totp
					sso      | SSO_TOKEN_MISSING    | There is no sign-in to                        | aws sso login --profile sso
					sso-old  | SSO_TOKEN_MISSING    | There is no sign-in to                        | aws sso login --profile sso-old
					console  | LOGIN_EXPIRED        | There is no session of 'aws login'            | aws login --profile console
					exported | PROFILE_INVALID      | AWS_ACCESS_KEY_ID                             | Set what is missing there
					on-ecs   | PROFILE_INVALID      | Neither AWS_CONTAINER_CREDENTIALS_RELATIVE    | Set what is missing there
					on-ec2   | STS_ACCESS_DENIED    | role arn:aws:iam::123456789012:role/App       | trust policy
					pod      | STS_ACCESS_DENIED    | role arn:aws:iam::123456789012:role/Pod       | trust policy
					""")
	void failureSaysWhereAndWhatToType(String profile, CredentialsErrorCode code, String message, String advice) {
		this.laptop.runner(profile).run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(code);
			assertThat(failure).hasMessageStartingWith("Profile " + this.laptop.place(profile) + ": ")
				.hasMessageContaining(message);
			assertThat(failure.advice()).contains(advice);
		});
	}

	@ParameterizedTest
	@CsvSource({ "größe, section is ignored: a name may have letters", "nope, is not in " })
	void profileThatIsNotThereIsNamed(String profile, String message) {
		this.laptop.runner(profile).run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROFILE_NOT_FOUND);
			assertThat(failure)
				.hasMessageStartingWith("Profile '" + profile + "', which 'profile.name' names, is not in ")
				.hasMessageContaining(message);
			assertThat(failure.advice()).contains("Correct 'profile.name'", "aws configure --profile " + profile);
		});
	}

	@Test
	void programThatFailsIsNamedWithItsProfile() {
		this.laptop.write("bin/vault it", "#!/bin/sh\necho 'locked, run: vault unlock' >&2\nexit 1\n");
		this.laptop.runner("vault").run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROCESS_EXECUTION);
			assertThat(failure).hasMessageStartingWith("Profile " + this.laptop.place("vault") + ": ")
				.hasMessageContaining("locked, run: vault unlock");
		});
	}

	@Test
	void commandThatIsNoneIsNamedWithItsProfile() {
		this.laptop.write(".aws/config", "[profile vault]\ncredential_process = vault \"it\n");
		this.laptop.runner("vault").run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROFILE_INVALID);
			assertThat(failure).hasMessageStartingWith(
					"Profile " + this.laptop.place("vault") + ": 'credential_process' can't be used: ");
		});
	}

	@Test
	void brokenSectionBreaksTheFileUntilItIsMended() {
		String config = this.laptop.read(".aws/config");
		this.laptop.write(".aws/config", config + "[profile broken\r\n");
		this.laptop.runner("work").run((context) -> {
			RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
			CredentialsException failure = failure(provider);
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROFILE_PARSE);
			long line = config.lines().count() + 1;
			assertThat(failure).hasMessageStartingWith(this.laptop.file(".aws/config") + ", line " + line + ": ");
			this.laptop.write(".aws/config", config);
			provider.refresh().join();
			assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo(this.laptop.user.accessKeyId());
		});
	}

	private static CredentialsException failure(CredentialsProvider provider) {
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(provider::resolveCredentials).actual();
	}

}
