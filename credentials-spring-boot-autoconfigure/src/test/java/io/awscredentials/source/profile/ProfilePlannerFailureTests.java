package io.awscredentials.source.profile;

import java.util.List;
import java.util.stream.Stream;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.profile.ProfileLocations.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.awscredentials.CredentialsErrorCode.NOT_FOUND;
import static io.awscredentials.CredentialsErrorCode.PROFILE_INVALID;
import static io.awscredentials.CredentialsErrorCode.PROFILE_LOOP;
import static io.awscredentials.CredentialsErrorCode.PROFILE_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link ProfilePlanner}: what leads to no credentials, and what is said about
 * it. {@code $} is the path of the config file.
 */
class ProfilePlannerFailureTests {

	static Stream<Arguments> failures() {
		return Stream.of(
				arguments("circle of two",
						"[profile a]\nrole_arn = x\nsource_profile = b\n"
								+ "[profile b]\nrole_arn = y\nsource_profile = a\n",
						PROFILE_LOOP, "circle: a -> b -> a, the last by source_profile ($, line 6)",
						"'source_profile'"),
				arguments("circle of three behind the selected profile", """
						[profile a]
						role_arn = x
						source_profile = b
						[profile b]
						role_arn = x
						source_profile = c
						[profile c]
						role_arn = x
						source_profile = d
						[profile d]
						role_arn = x
						source_profile = b
						""", PROFILE_LOOP, "a -> b -> c -> d -> b, the last by source_profile ($, line 12)",
						"'source_profile'"),
				arguments("circle with an access key at its start only", """
						[profile a]
						role_arn = x
						source_profile = b
						aws_access_key_id = AKID
						aws_secret_access_key = s3cret
						[profile b]
						role_arn = y
						source_profile = a
						""", PROFILE_LOOP, "a -> b -> a", "'source_profile'"),
				arguments("source that does not exist", "[profile a]\nrole_arn = x\nsource_profile = b\n",
						PROFILE_NOT_FOUND, "'b', which source_profile ($, line 3) of profile 'a' names",
						"add [profile b] to $ or [b] to " + ProfileTexts.CREDENTIALS),
				arguments("source with the wrong header", "[profile a]\nrole_arn = x\nsource_profile = b\n[b]\nx = y\n",
						PROFILE_NOT_FOUND, "$, line 4: section 'b' is ignored", "[profile b]"),
				arguments("source without credentials",
						"[profile a]\nrole_arn = x\nsource_profile = b\n[profile b]\nregion = r\n", PROFILE_INVALID,
						"Profile 'b' ($, line 4) has no credentials", "to profile 'b'"),
				arguments("source with a token only",
						"[profile a]\nrole_arn = x\nsource_profile = b\n[profile b]\nsso_session = s\n",
						PROFILE_INVALID, "Profile 'b' ($, line 4) has no credentials: sign-in without",
						"to profile 'b'"),
				arguments("reference to itself without credentials", "[profile a]\nrole_arn = x\nsource_profile = a\n",
						PROFILE_INVALID, "Profile 'a' ($, line 1) has no credentials", "to profile 'a'"),
				arguments("both sources",
						"[profile a]\nrole_arn = x\nsource_profile = a\ncredential_source = Environment",
						PROFILE_INVALID, "both source_profile ($, line 3) and credential_source ($, line 4)",
						"Remove one"),
				arguments("no source", "[profile a]\nrole_arn = x\ncredential_process = y\n", PROFILE_INVALID,
						"role_arn ($, line 2)", "Add source_profile"),
				arguments("source that is blank", "[profile a]\nrole_arn = x\nsource_profile =\n", PROFILE_INVALID,
						"role_arn ($, line 2)", "Add source_profile"),
				arguments("unknown credential source", "[profile a]\nrole_arn = x\ncredential_source = Env\n",
						PROFILE_INVALID, "Not one of the known sources: credential_source ($, line 3)",
						"Environment, Ec2InstanceMetadata or EcsContainer"),
				arguments("no access key ID", "[profile a]\naws_secret_access_key = s3cret\n", PROFILE_INVALID,
						"aws_secret_access_key ($, line 2) but no aws_access_key_id", "Add aws_access_key_id"),
				arguments("no secret access key", "[profile a]\naws_access_key_id = s3cret\naws_secret_access_key =\n",
						PROFILE_INVALID, "aws_access_key_id ($, line 2) but no aws_secret_access_key",
						"Add aws_secret_access_key"),
				arguments("session token alone", "[profile a]\naws_session_token = s3cret\n", PROFILE_INVALID,
						"aws_session_token ($, line 2) but no aws_access_key_id", "Add aws_access_key_id"),
				arguments("access key ID that goes on",
						"[profile a]\naws_access_key_id = k\n aws_secret_access_key = s3cret\n", PROFILE_INVALID,
						"'aws_access_key_id' ($, line 2) of 'a' goes on", "below line 2"),
				arguments("web identity without role", "[profile a]\nweb_identity_token_file = /t\n", PROFILE_INVALID,
						"web_identity_token_file ($, line 2) but no role_arn", "Add role_arn"),
				arguments("account without role name", "[profile a]\nsso_session = s\nsso_account_id = 1\n",
						PROFILE_INVALID, "sso_account_id ($, line 3) but no sso_role_name", "Add sso_role_name"),
				arguments("role name without account", "[profile a]\nsso_start_url = s\nsso_role_name = 1\n",
						PROFILE_INVALID, "sso_role_name ($, line 3) but no sso_account_id", "Add sso_account_id"),
				arguments("legacy form without region",
						"[profile a]\nsso_start_url = s\nsso_role_name = 1\nsso_account_id = 1\n", PROFILE_INVALID,
						"Profile 'a' ($, line 1) has no sso_region", "aws configure sso"),
				arguments("session that does not exist",
						"[profile a]\nsso_session = s\nsso_role_name = 1\nsso_account_id = 1\n", PROFILE_INVALID,
						"no section [sso-session s], which sso_session ($, line 2)", "Add [sso-session s]"),
				arguments("session without start URL",
						"[profile a]\nsso_session = s\nsso_role_name = 1\nsso_account_id = 1\nsso_start_url = u\n"
								+ "[sso-session s]\nsso_region = r\n",
						PROFILE_INVALID, "Section sso-session 's' ($, line 6) has no sso_start_url",
						"Add sso_start_url"),
				arguments("session that differs",
						"[profile a]\nsso_session = s\nsso_role_name = 1\nsso_account_id = 1\nsso_region = q\n"
								+ "[sso-session s]\nsso_region = r\nsso_start_url = u\n",
						PROFILE_INVALID, "sso_region ($, line 5) of profile 'a' and sso_region ($, line 7)",
						"Remove sso_region from profile 'a'"),
				arguments("nothing that gives credentials", "[profile a]\nregion = r\n", NOT_FOUND,
						"Profile 'a' ($, line 1) has no credentials", "'aws configure --profile a'"),
				arguments("token only", "[profile a]\nsso_session = s\n[sso-session s]\nsso_region = r\n", NOT_FOUND,
						"has no credentials: sign-in without sso_account_id and sso_role_name",
						"'aws configure sso --profile a'"),
				arguments("token only, in the older form too",
						"[profile a]\nsso_session = s\nsso_start_url = u\n[sso-session s]\nsso_region = r\n", NOT_FOUND,
						"has no credentials: sign-in without sso_account_id and sso_role_name",
						"'aws configure sso --profile a'"),
				arguments("profile that does not exist", "[profile b]\nregion = r\n", PROFILE_NOT_FOUND,
						"Profile 'a', which 'AWS_PROFILE' names, is not in $ or " + ProfileTexts.CREDENTIALS,
						"Correct 'AWS_PROFILE', or add [profile a] to $"),
				arguments("profile with the wrong header", "[a]\nregion = r\n", PROFILE_NOT_FOUND,
						", but $, line 1: section 'a' is ignored: in the config file the header of a profile is "
								+ "[profile a]",
						"[profile a]"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	void planFailsAndSaysWhereAndWhatToDo(String name, String config, CredentialsErrorCode code, String message,
			String advice) {
		CredentialsException failure = failure(config, new Selection("a", "AWS_PROFILE"));
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.source()).isEqualTo("Profile");
		assertThat(failure.retryable()).isFalse();
		assertThat(failure.getMessage()).contains(message.replace("$", ProfileTexts.CONFIG)).doesNotContain("s3cret");
		assertThat(failure.advice()).contains(advice.replace("$", ProfileTexts.CONFIG)).doesNotContain("s3cret");
	}

	@Test
	void planWhenNobodyNamedTheDefaultProfileAndItIsMissingIsNotConfigured() {
		CredentialsException failure = failure("[profile a]\n", new Selection("default", null));
		assertThat(failure.code()).isEqualTo(NOT_FOUND);
		assertThat(failure)
			.hasMessage("There is no profile 'default' in " + ProfileTexts.CONFIG + " or " + ProfileTexts.CREDENTIALS);
		failure = failure("[profile a]\n", new Selection("default", "AWS_PROFILE"));
		assertThat(failure.code()).isEqualTo(PROFILE_NOT_FOUND);
		assertThat(failure.advice()).contains("add [default] to " + ProfileTexts.CONFIG);
	}

	@Test
	void planWhenAVariableNamesAProfileAndThereAreNoFilesIsNotConfigured() {
		Profiles nothing = Profiles.merge(absent(ProfileFileKind.CONFIG, ProfileTexts.CONFIG),
				absent(ProfileFileKind.CREDENTIALS, ProfileTexts.CREDENTIALS));
		CredentialsException failure = failure(nothing, new Selection("a", "AWS_PROFILE"));
		assertThat(failure.code()).isEqualTo(NOT_FOUND);
		assertThat(failure).hasMessageContaining("Profile 'a', which 'AWS_PROFILE' names, is not in");
		assertThat(failure.advice()).contains("Correct 'AWS_PROFILE', or add [profile a] to");
		assertThat(failure(nothing, new Selection("a", "profile.name")).code()).isEqualTo(PROFILE_NOT_FOUND);
	}

	@Test
	void planWhenAVariableNamesAProfileAndAFileIsEmptyIsAFailureSinceItMayBeEmptyForAMoment() {
		Profiles empty = Profiles.merge(absent(ProfileFileKind.CONFIG, ProfileTexts.CONFIG),
				ProfileFileParser.parse(ProfileFileKind.CREDENTIALS, ProfileTexts.CREDENTIALS, ""));
		assertThat(failure(empty, new Selection("a", "AWS_PROFILE")).code()).isEqualTo(PROFILE_NOT_FOUND);
		assertThat(failure("", new Selection("a", "AWS_PROFILE")).code()).isEqualTo(PROFILE_NOT_FOUND);
	}

	private static ParsedFile absent(ProfileFileKind kind, String file) {
		return ParsedFile.empty(kind, file, "does not exist", List.of());
	}

	private CredentialsException failure(String config, Selection selection) {
		return failure(ProfileTexts.config(config), selection);
	}

	private CredentialsException failure(Profiles profiles, Selection selection) {
		CredentialsException failure = catchThrowableOfType(CredentialsException.class,
				() -> ProfilePlanner.plan(profiles, selection));
		assertThat(failure).isNotNull();
		return failure;
	}

}
