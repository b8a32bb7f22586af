package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is wrong with a profile of a developer's laptop is named with its place, together
 * with what to type.
 */
class LaptopFailureTests {

	@RegisterExtension
	private final Laptop laptop = new Laptop();

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					work-mfa | MFA_PROVIDER_MISSING | Device 'arn:aws:iam::123456789012:mfa/zoe' is | to console, pending or totp
					sso      | SSO_TOKEN_MISSING    | There is no sign-in to                        | aws sso login --profile sso
					sso-old  | SSO_TOKEN_MISSING    | There is no sign-in to                        | aws sso login --profile sso-old
					sso-role | SSO_TOKEN_MISSING    | There is no sign-in to                        | aws sso login --profile sso
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
	@CsvSource({ "größe, section is ignored: a name may have letters, add [profile \"größe\"] to",
			"nope, is not in, aws configure --profile nope" })
	void profileThatIsNotThereIsNamed(String profile, String message, String advice) {
		this.laptop.runner(profile).run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROFILE_NOT_FOUND);
			assertThat(failure)
				.hasMessageStartingWith("Profile '" + profile + "', which 'profile.name' names, is not in ")
				.hasMessageContaining(message);
			assertThat(failure.advice()).contains("Correct 'profile.name'", advice);
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

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					region-only  | NOT_FOUND         | [profile region-only]              | aws configure sso --profile region-only
					token-only   | NOT_FOUND         | [profile token-only]               | aws configure sso --profile token-only
					half         | PROFILE_INVALID   | aws_access_key_id = AKIAHALF       | aws configure --profile half
					half-sso     | PROFILE_INVALID   | [profile half-sso]                 | aws configure sso --profile half-sso
					half-role    | PROFILE_INVALID   | [profile half-role]                | aws configure set source_profile <name> --profile half-role
					lost         | PROFILE_NOT_FOUND | source_profile = laptop-of-2019    | aws configure --profile laptop-of-2019
					lost-session | PROFILE_INVALID   | sso_session = old-corp             | aws configure sso-session
					hen          | PROFILE_LOOP      | source_profile = hen               | aws configure set source_profile <name> --profile egg
					lambda       | PROFILE_INVALID   | credential_source = Lambda         | aws configure set credential_source <one of them> --profile lambda
					""")
	void profileThatLeadsNowhereSaysWhereAndWhatToType(String profile, CredentialsErrorCode code, String line,
			String advice) {
		this.laptop.runner(profile).run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(code);
			assertThat(failure).hasMessageContaining(this.laptop.line(line) + ")").hasMessageContaining(profile);
			assertThat(failure.advice()).contains("'" + advice + "'");
		});
	}

	@Test
	void signInThatEndedSaysWhatToType() {
		this.laptop.signIn();
		this.laptop.aws.identityCenter().signOut();
		assertSignInFails("sso", CredentialsErrorCode.SSO_TOKEN_EXPIRED, "aws sso login --profile sso");
	}

	@Test
	void signInThatIsDamagedSaysWhatToType() throws IOException {
		this.laptop.signIn();
		for (String cache : new String[] { ".aws/sso/cache", ".aws/login/cache" }) {
			try (DirectoryStream<Path> files = Files.newDirectoryStream(this.laptop.file(cache))) {
				for (Path file : files) {
					Files.writeString(file, "{");
				}
			}
		}
		assertSignInFails("sso-old", CredentialsErrorCode.SSO_TOKEN_INVALID, "aws sso login --profile sso-old");
		assertSignInFails("console", CredentialsErrorCode.LOGIN_EXPIRED, "aws login --profile console");
	}

	@Test
	void roleThatThePersonDoesNotHaveSaysWhatToType() {
		this.laptop.signIn();
		this.laptop.aws.identityCenter().assign("210987654321", "PowerUser");
		assertSignInFails("sso", CredentialsErrorCode.SSO_ACCESS_DENIED, "'aws configure sso'");
	}

	private void assertSignInFails(String profile, CredentialsErrorCode code, String advice) {
		this.laptop.runner(profile).run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(code);
			assertThat(failure).hasMessageStartingWith("Profile " + this.laptop.place(profile) + ": ");
			assertThat(failure.advice()).contains(advice);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			[profile broken           | Profile definition must end with ']' | Close the header of the section
			aws_access_key_id AKIA    | (in the section of 'lambda')         | Write 'name = value' in that line
			""")
	void brokenLineSaysWhatToDo(String line, String message, String advice) {
		this.laptop.write(".aws/config", this.laptop.read(".aws/config") + line + "\r\n");
		this.laptop.runner("work").run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROFILE_PARSE);
			assertThat(failure).hasMessageStartingWith(this.laptop.line(line) + ": ").hasMessageContaining(message);
			assertThat(failure.advice()).contains(advice);
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
