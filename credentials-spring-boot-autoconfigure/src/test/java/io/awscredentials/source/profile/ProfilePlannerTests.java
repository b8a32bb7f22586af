package io.awscredentials.source.profile;

import java.time.Duration;
import java.util.List;

import io.awscredentials.Credentials;
import io.awscredentials.source.profile.ProfileLocations.Selection;
import io.awscredentials.source.profile.ProfileStep.CredentialSource.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProfilePlanner}: the ways that lead to credentials.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProfilePlannerTests {

	private static final String KEYS = "aws_access_key_id = AKIDEXAMPLE0\naws_secret_access_key = secret\n";

	private static final Credentials CREDENTIALS = new Credentials("AKIDEXAMPLE0", "secret", null, null, null);

	@Test
	void planWhenRoleHasEveryPropertyTakesThemAll() {
		ProfilePlan plan = plan("""
				[profile a]
				role_arn = role
				source_profile = b
				external_id = external
				mfa_serial = serial
				role_session_name = session
				duration_seconds = 900
				region = eu-west-1
				[profile b]
				region = us-east-1
				""" + KEYS);
		assertThat(plan.base()).isEqualTo(new ProfileStep.AccessKey("b", CREDENTIALS));
		assertThat(plan.roles()).containsExactly(new ProfileStep.AssumeRole("a", "role", "external", "serial",
				"session", Duration.ofMinutes(15), "eu-west-1"));
	}

	@Test
	void planWhenChainHasSeveralHopsAssumesTheLastProfileFirst() {
		ProfilePlan plan = plan("""
				[profile a]
				role_arn = roleA
				source_profile = b
				[profile b]
				role_arn = roleB
				source_profile = c
				[profile c]
				role_arn = roleC
				credential_source = ecscontainer
				""");
		assertThat(plan.base()).isEqualTo(new ProfileStep.CredentialSource("c", Place.ECS_CONTAINER));
		assertThat(plan.roles()).extracting(ProfileStep.AssumeRole::roleArn).containsExactly("roleC", "roleB", "roleA");
	}

	@Test
	void planWhenProfileNamesItselfAssumesTheRoleWithItsOwnCredentials() {
		ProfilePlan plan = plan("[profile a]\nrole_arn = role\nsource_profile = a\n" + KEYS);
		assertThat(plan.base()).isEqualTo(new ProfileStep.AccessKey("a", CREDENTIALS));
		assertThat(plan.roles()).hasSize(1);
		plan = plan("[profile a]\nrole_arn = role\nsource_profile = a\ncredential_process = get it\n");
		assertThat(plan.base()).isEqualTo(new ProfileStep.Process("a", "get it", null, ProfileTexts.CONFIG));
		assertThat(plan.roles()).hasSize(1);
	}

	@Test
	void planWhenSourceNamesItselfAssumesBothRoles() {
		ProfilePlan plan = plan("""
				[profile a]
				role_arn = roleA
				source_profile = b
				[profile b]
				role_arn = roleB
				source_profile = b
				login_session = arn:aws:iam::1:user/b
				""");
		assertThat(plan.base()).isEqualTo(new ProfileStep.LoginSession("b", "arn:aws:iam::1:user/b", null));
		assertThat(plan.roles()).extracting(ProfileStep.AssumeRole::profile).containsExactly("b", "a");
	}

	@Test
	void planWhenCircleHasAccessKeyEndsThere() {
		ProfilePlan plan = plan("[profile a]\nrole_arn = roleA\nsource_profile = b\n"
				+ "[profile b]\nrole_arn = roleB\nsource_profile = a\n" + KEYS);
		assertThat(plan.base()).isEqualTo(new ProfileStep.AccessKey("b", CREDENTIALS));
		assertThat(plan.roles()).extracting(ProfileStep.AssumeRole::profile).containsExactly("a");
	}

	@Test
	void planWhenSourceHasHalfAnAccessKeyAndARoleAssumesTheRole() {
		ProfilePlan plan = plan("[profile a]\nrole_arn = roleA\nsource_profile = b\n"
				+ "[profile b]\nrole_arn = roleB\nsource_profile = c\naws_access_key_id = AKID\n[profile c]\n" + KEYS);
		assertThat(plan.roles()).extracting(ProfileStep.AssumeRole::profile).containsExactly("b", "a");
	}

	@ParameterizedTest
	@CsvSource({ "Environment, ENVIRONMENT", "environment, ENVIRONMENT", "Ec2InstanceMetadata, EC2_INSTANCE_METADATA",
			"EcsContainer, ECS_CONTAINER" })
	void planWhenCredentialSourceIsNamedIgnoresItsCase(String value, Place place) {
		ProfilePlan plan = plan("[profile a]\nrole_arn = role\ncredential_source = " + value + "\n" + KEYS);
		assertThat(plan.base()).isEqualTo(new ProfileStep.CredentialSource("a", place));
		assertThat(plan.roles()).hasSize(1);
		plan = plan("[profile a]\ncredential_source = " + value + "\n");
		assertThat(plan.base()).isEqualTo(new ProfileStep.CredentialSource("a", place));
		assertThat(plan.roles()).isEmpty();
	}

	@Test
	void planWhenProfileHasEverythingTakesTheFirstInOrder() {
		String keys = KEYS;
		String process = keys + "credential_process = get\n";
		String login = process + "login_session = arn\n";
		String sso = login + "sso_start_url = u\nsso_region = r\nsso_account_id = 1\nsso_role_name = n\n";
		String source = sso + "credential_source = Environment\n";
		String web = source + "web_identity_token_file = /t\nrole_arn = role\n";
		String header = "[profile a]\n";
		assertThat(plan(header + keys).base()).isInstanceOf(ProfileStep.AccessKey.class);
		assertThat(plan(header + process).base()).isInstanceOf(ProfileStep.Process.class);
		assertThat(plan(header + login).base()).isInstanceOf(ProfileStep.LoginSession.class);
		assertThat(plan(header + sso).base()).isInstanceOf(ProfileStep.Sso.class);
		assertThat(plan(header + source).base()).isInstanceOf(ProfileStep.CredentialSource.class);
		assertThat(plan(header + web).base()).isInstanceOf(ProfileStep.WebIdentity.class);
		assertThat(plan(header + web).roles()).isEmpty();
	}

	@Test
	void planWhenSourceProfileIsThereWithoutRoleIgnoresIt() {
		ProfilePlan plan = plan("[profile a]\nsource_profile = none\ncredential_process = get\n");
		assertThat(plan.base()).isEqualTo(new ProfileStep.Process("a", "get", null, ProfileTexts.CONFIG));
		assertThat(plan.roles()).isEmpty();
	}

	@Test
	void planWhenAccessKeyHasTokenAndAccountTakesThem() {
		ProfilePlan plan = plan(
				"[profile a]\naws_session_token = t\naws_security_token = o\naws_account_id = 012345678901\n" + KEYS);
		assertThat(plan.base()).isEqualTo(
				new ProfileStep.AccessKey("a", new Credentials("AKIDEXAMPLE0", "secret", "t", null, "012345678901")));
		plan = plan("[profile a]\naws_security_token = o\n" + KEYS);
		assertThat(plan.base())
			.isEqualTo(new ProfileStep.AccessKey("a", new Credentials("AKIDEXAMPLE0", "secret", "o", null, null)));
	}

	@Test
	void planWhenProcessIsQuotedKeepsItAsItIs() {
		ProfilePlan plan = plan("[profile a]\naws_account_id = 012345678901\n"
				+ "credential_process = \"C:\\\\a b\\\\get.exe\" --user 'Zoë \"#1\"'\n --token t0ken\n");
		assertThat(plan.base()).isEqualTo(new ProfileStep.Process("a",
				"\"C:\\\\a b\\\\get.exe\" --user 'Zoë \"#1\"'\n--token t0ken", "012345678901", ProfileTexts.CONFIG));
		assertThat(plan.toString()).doesNotContain("t0ken");
	}

	@Test
	void planWhenSsoSessionIsNamedTakesItsValues() {
		String session = "[sso-session s]\nsso_start_url = https://x/start\nsso_region = eu-west-1\n";
		String profile = "[profile a]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\nregion = us-east-1\n";
		ProfileStep.Sso sso = new ProfileStep.Sso("a", "https://x/start", "eu-west-1", "1", "r", "s");
		assertThat(plan(profile + session).base()).isEqualTo(sso);
		assertThat(plan(profile + "sso_region = eu-west-1\nsso_start_url = https://x/start\n" + session).base())
			.isEqualTo(sso);
	}

	@Test
	void planWhenSsoIsTokenOnlyLooksForOtherCredentials() {
		ProfilePlan plan = plan("[profile a]\nsso_session = s\n[sso-session s]\n[profile a]\n" + KEYS);
		assertThat(plan.base()).isInstanceOf(ProfileStep.AccessKey.class);
	}

	@Test
	void planWhenDurationIsNotANumberWarnsAndGoesOn(CapturedOutput output) {
		ProfilePlan plan = plan("[profile a]\nrole_arn = role\nsource_profile = a\nduration_seconds = 1h\n" + KEYS);
		assertThat(plan.roles().get(0).duration()).isNull();
		assertThat(output).contains("duration_seconds (" + ProfileTexts.CONFIG + ", line 4) of profile 'a' is ignored");
	}

	@Test
	void planWhenFilesAreEqualIsEqual() {
		String text = "[profile a]\nrole_arn = role\nsource_profile = a\n" + KEYS;
		assertThat(plan(text)).isEqualTo(plan("# moved\n" + text)).isNotEqualTo(plan(text.replace("role\n", "r2\n")));
	}

	@Test
	void toStringNeverShowsASecret() {
		ProfilePlan plan = plan("[profile a]\nrole_arn = role\nsource_profile = a\n" + KEYS);
		assertThat(List.of(plan, plan.base()).toString()).doesNotContain("=secret");
		ProfilePlan process = plan("[profile a]\nrole_arn = role\nsource_profile = b\nexternal_id = secret\n"
				+ "[profile b]\ncredential_process = vend secret\n");
		assertThat(process.base()).hasToString("Process[profile=b]");
		assertThat(process.roles()).hasToString("[AssumeRole[profile=a, roleArn=role]]");
	}

	private ProfilePlan plan(String config) {
		return ProfilePlanner.plan(ProfileTexts.config(config), new Selection("a", "AWS_PROFILE"));
	}

}
