package io.awscredentials.source.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.profile.ProfileStep.AssumeRole;
import io.awscredentials.source.profile.ProfileStep.CredentialSource.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProfileFiles} with what is found in a developer's {@code ~/.aws}:
 * profiles of every kind, written by several tools over the years and on Windows.
 */
class LaptopTests {

	private static final String CONFIG = """
			\uFEFF# Größe: everything I ever needed
			[default]
			region = eu-central-1
			output = json
			cli_pager =

			[plugins]
			endpoint = awscli_plugin_endpoint

			[profile größe]
			region = us-east-1

			[profile work]   ; the long-lived user, keys are in the other file
			region=eu-west-1
			s3 =
			  max_concurrent_requests = 20
			  # be nice
			  addressing_style = path
			retry_mode = standard

			[profile work-mfa]
			role_arn         = arn:aws:iam::111122223333:role/Developer
			source_profile   = work
			mfa_serial       = arn:aws:iam::111122223333:mfa/zoe
			duration_seconds = 28800
			role_session_name = zoe

			[profile prod]
			role_arn = arn:aws:iam::444455556666:role/Deploy
			source_profile = work-mfa
			external_id = 0815/#4711
			region = us-east-1

			[sso-session corp]
			sso_start_url = https://corp.awsapps.com/start#
			sso_region = eu-central-1
			sso_registration_scopes = sso:account:access

			[profile sso]
			sso_session = corp
			sso_account_id = 012345678901
			sso_role_name = PowerUser

			[profile sso-old]
			sso_start_url = https://corp.awsapps.com/start
			sso_region = eu-central-1
			sso_account_id = 012345678901
			sso_role_name = ReadOnly

			[profile sso-role]
			role_arn = arn:aws:iam::777788889999:role/Audit
			source_profile = sso

			[profile vault]
			credential_process = /usr/bin/env aws-vault exec --json "my team" # not me
			aws_account_id = 999999999999

			[profile console]
			login_session = arn:aws:iam::012345678901:user/Zoë

			[profile pod]
			role_arn = arn:aws:iam::123456789012:role/Pod
			web_identity_token_file = /var/run/secrets/token

			[profile on-ec2]
			role_arn = arn:aws:iam::123456789012:role/App
			credential_source = Ec2InstanceMetadata

			[profile localstack]
			services = local
			AWS_ACCESS_KEY_ID = test
			AWS_SECRET_ACCESS_KEY = test
			ignore_configured_endpoint_urls = false

			[services local]
			sts =
			  endpoint_url = http://localhost:4566
			s3 =
			  endpoint_url = http://s3.localhost:4566
			""";

	private static final String CREDENTIALS = """
			; written by hand
			[work]
			aws_access_key_id = AKIAIOSFODNN7EXAMPLE
			aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE=
			[default]
			aws_access_key_id     = ASIAIOSFODNN7DEFAULT
			aws_secret_access_key = je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY
			aws_session_token     = IQoJb3JpZ2luX2VjEJr//w==
			aws_security_token    = IQoJb3JpZ2luX2VjEJr//w==
			x_security_token_expires = 2026-11-21T12:00:00+01:00
			""";

	@TempDir
	private Path home;

	@BeforeEach
	void write() throws IOException {
		Path folder = Files.createDirectory(this.home.resolve(".aws"));
		Files.write(folder.resolve("config"), CONFIG.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
		Files.write(folder.resolve("credentials"), CREDENTIALS.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void planWhenNothingIsNamedTakesTheDefaultProfile() {
		ProfileFiles files = new ProfileFiles(ProfileOptions.defaults(), Map.of("HOME", this.home.toString())::get,
				null);
		assertThat(files.profileName()).isEqualTo("default");
		assertThat(files.plan().base())
			.isEqualTo(new ProfileStep.AccessKey("default", new Credentials("ASIAIOSFODNN7DEFAULT",
					"je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY", "IQoJb3JpZ2luX2VjEJr//w==", null, null)));
		assertThat(files.settings().region()).isEqualTo("eu-central-1");
	}

	@Test
	void planWhenRolesAreChainedGoesFromTheKeysThroughMfa() {
		ProfilePlan plan = files("prod").plan();
		assertThat(plan.base()).isEqualTo(new ProfileStep.AccessKey("work",
				new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE=", null, null, null)));
		assertThat(plan.roles()).containsExactly(
				new AssumeRole("work-mfa", "arn:aws:iam::111122223333:role/Developer", null,
						"arn:aws:iam::111122223333:mfa/zoe", "zoe", Duration.ofHours(8), null),
				new AssumeRole("prod", "arn:aws:iam::444455556666:role/Deploy", "0815/#4711", null, null, null,
						"us-east-1"));
		assertThat(files("work-mfa").settings().region()).isEqualTo("eu-west-1");
	}

	@Test
	void planWhenProfileSignsInTakesSessionOrLegacyForm() {
		assertThat(files("sso").plan().base()).isEqualTo(new ProfileStep.Sso("sso", "https://corp.awsapps.com/start#",
				"eu-central-1", "012345678901", "PowerUser", "corp"));
		assertThat(files("sso-old").plan().base()).isEqualTo(new ProfileStep.Sso("sso-old",
				"https://corp.awsapps.com/start", "eu-central-1", "012345678901", "ReadOnly", null));
		assertThat(files("sso-role").plan().base()).isEqualTo(files("sso").plan().base());
		assertThat(files("sso-role").plan().roles()).hasSize(1);
		assertThat(files("console").plan().base())
			.isEqualTo(new ProfileStep.LoginSession("console", "arn:aws:iam::012345678901:user/Zoë", null));
	}

	@Test
	void planWhenProfileIsOfAnotherKindTakesIt() {
		assertThat(files("vault").plan().base()).isEqualTo(
				new ProfileStep.Process("vault", "/usr/bin/env aws-vault exec --json \"my team\"", "999999999999"));
		assertThat(files("pod").plan().base()).isEqualTo(new ProfileStep.WebIdentity("pod",
				"arn:aws:iam::123456789012:role/Pod", "/var/run/secrets/token", null, null));
		assertThat(files("on-ec2").plan().base())
			.isEqualTo(new ProfileStep.CredentialSource("on-ec2", Place.EC2_INSTANCE_METADATA));
		assertThat(files("localstack").plan().base())
			.isEqualTo(new ProfileStep.AccessKey("localstack", new Credentials("test", "test", null, null, null)));
		assertThat(files("localstack").settings().endpoints().services()).containsEntry("sts", "http://localhost:4566");
	}

	@Test
	void planWhenProfileHasAForbiddenNameSaysWhy() {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> files("größe").plan())
			.withMessageContaining("config, line 10: section is ignored: a name may have letters, digits and")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROFILE_NOT_FOUND));
	}

	@Test
	void planWhenFileIsTheSameIsTheSameAndFollowsItsChanges() throws IOException {
		ProfileFiles files = files("work");
		ProfilePlan plan = files.plan();
		assertThat(files.plan()).isSameAs(plan);
		Path credentials = this.home.resolve(".aws").resolve("credentials");
		Files.writeString(credentials, "# rotated elsewhere\n" + CREDENTIALS);
		assertThat(files.plan()).isNotSameAs(plan).isEqualTo(plan);
		Files.writeString(credentials, CREDENTIALS.replace("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN8EXAMPLE"));
		assertThat(files.plan().base()).isInstanceOfSatisfying(ProfileStep.AccessKey.class,
				(key) -> assertThat(key.credentials().accessKeyId()).isEqualTo("AKIAIOSFODNN8EXAMPLE"));
		Files.writeString(credentials, CREDENTIALS + "[broken");
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(files::plan)
			.withMessageContaining("credentials, line 11: ")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROFILE_PARSE));
	}

	private ProfileFiles files(String profile) {
		return new ProfileFiles(ProfileOptions.defaults(),
				Map.of("HOME", this.home.toString(), "AWS_PROFILE", profile)::get, null);
	}

}
