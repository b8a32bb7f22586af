package io.awscredentials.source.profile;

import java.time.Duration;
import java.util.Objects;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.region.ProfileEndpoints;
import io.awscredentials.source.profile.ProfileLocations.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for forms of the shared AWS files that the AWS CLI reads, with Python's
 * {@code configparser} and {@code shlex}, and other SDKs may not.
 */
class AwsCliFormsTests {

	private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

	@Test
	void namesInQuotesMayHaveBlanks() {
		Profiles profiles = ProfileTexts.config("""
				[profile "my work"]
				sso_session = my corp
				sso_account_id = 123456789012
				sso_role_name = Reader
				services = my services
				[sso-session 'my corp']
				sso_start_url = u
				sso_region = r
				[services "my services"]
				sts =
				  endpoint_url = http://localhost
				[profile "größe"]
				[profile "plain"]
				""");
		ProfilePlan plan = plan(profiles, "my work");
		assertThat(plan.base())
			.isEqualTo(new ProfileStep.Sso("my work", "u", "r", "123456789012", "Reader", "my corp"));
		assertThat(new ProfileSettings(profiles, "my work").endpoints()).isNotEqualTo(ProfileEndpoints.none());
		assertThat(profiles.all(SectionHeader.Type.PROFILE)).containsOnlyKeys("my work", "größe", "plain");
		assertThat(profiles.warnings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "my work", "\"my work", "\"my\" work", "'my work\"", "\"\"", "\" \"", "\"a\u001b[2J\"",
			"\"a\\\\b\"", "\"" })
	void namesThatTheAwsCliDoesNotReadEitherAreIgnoredWithAWarningThatSaysWhatToWrite(String name) {
		Profiles profiles = ProfileTexts.config("[profile " + name + "]\na = b\n");
		assertThat(profiles.all(SectionHeader.Type.PROFILE)).isEmpty();
		assertThat(profiles.warnings())
			.containsExactly(ProfileTexts.CONFIG + ", line 1: section is ignored: a name may "
					+ "have letters, digits and _-/.%@:+, and others only in quotes");
	}

	@Test
	void namesInQuotesCountInTheConfigFileOnly() {
		Profiles profiles = ProfileTexts.both("", "[\"a b\"]\nc = d\n");
		assertThat(profiles.all(SectionHeader.Type.PROFILE)).isEmpty();
		assertThat(profiles.warnings()).singleElement().asString().endsWith("only in the config file, in quotes");
	}

	@Test
	void adviceOnAMissingNameWithABlankCanBeFollowed() {
		CredentialsException failure = failure("[profile my work]\n", "my work");
		assertThat(failure).hasMessageContaining("but " + ProfileTexts.CONFIG + ", line 1: section is ignored");
		assertThat(failure.advice())
			.isEqualTo("Correct 'AWS_PROFILE', or add [profile \"my work\"] to " + ProfileTexts.CONFIG);
		assertFollowed(failure, "[profile \"my work\"]");
		failure = failure("""
				[profile "my work"]
				sso_session = my corp
				sso_account_id = 123456789012
				sso_role_name = Reader
				""", "my work");
		assertThat(failure).hasMessageStartingWith("There is no section [sso-session \"my corp\"]");
		assertFollowed(failure, "[sso-session \"my corp\"]");
		failure = failure("[profile \"my work\"]\nregion = r\n", "my work");
		assertThat(failure.advice()).contains("with 'aws configure sso --profile \"my work\"'")
			.doesNotContain("aws configure --profile");
		failure = failure("[profile \"my work\"]\nrole_arn = r\n", "my work");
		assertThat(failure.advice()).contains("'aws configure set source_profile <name> --profile \"my work\"'");
		failure = failure("[profile \"my work\"]\naws_access_key_id = r\n", "my work");
		assertThat(failure.advice())
			.isEqualTo("Add aws_secret_access_key to profile 'my work', or remove aws_access_key_id");
	}

	private static void assertFollowed(CredentialsException failure, String header) {
		assertThat(failure.advice()).containsIgnoringCase("add " + header);
		assertThat(ProfileTexts.config(header).warnings()).isEmpty();
	}

	@Test
	void propertiesMayBeIndentedAsLongAsTheyAreIndentedAlike() {
		Profiles profiles = ProfileTexts.config("""
				  # all of it
				 [default]
				  # of mine
				    aws_access_key_id = AKIAKEY
				    aws_secret_access_key = secret
				\t region = r
				  s3 =
				     max = 1
				  # and more
				     min = 2
				[profile b]
				\toutput=json
				region = q
				  -1
				""");
		ProfileSection profile = ProfileTexts.profile(profiles, "default");
		assertThat(profile.text("aws_access_key_id")).isEqualTo("AKIAKEY");
		assertThat(profile.text("aws_secret_access_key")).isEqualTo("secret");
		assertThat(profile.text("region")).isEqualTo("r");
		assertThat(ProfileTexts.property(profile, "s3", "max").value()).isEqualTo("1");
		assertThat(ProfileTexts.property(profile, "s3", "min").value()).isEqualTo("2");
		ProfileSection other = ProfileTexts.profile(profiles, "b");
		assertThat(other.text("output")).isEqualTo("json");
		assertThat(ProfileTexts.property(other, "region").value()).isEqualTo("q\n-1");
	}

	@Test
	void lineThatIsIndentedFurtherStillBelongsToTheOneAbove() {
		ProfileSection profile = ProfileTexts.profile(ProfileTexts.config("[default]\n a = 1\n  b = 2\n [profile c]\n"),
				"default");
		assertThat(ProfileTexts.property(profile, "a").value()).isEqualTo("1\nb = 2");
		assertThat(catchThrowableOfType(CredentialsException.class, () -> profile.text("a")))
			.hasMessageContaining("goes on in the line below it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws_secret_access_key: " + SECRET, "aws_secret_access_key :" + SECRET,
			"aws_session_token:" + SECRET + "==", "  aws_session_token: " + SECRET + "==" })
	void colonInPlaceOfTheEqualsSignSaysInOneLineWhatToChange(String line) {
		CredentialsException failure = catchThrowableOfType(CredentialsException.class,
				() -> ProfileTexts.config("[default]\nregion = r\n[default]\n" + line + "\n"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROFILE_PARSE);
		assertThat(failure).hasMessage(ProfileTexts.CONFIG + ", line 4: Expected an '=' sign defining a property, not "
				+ "':', which only the AWS CLI reads (in the section of 'default')");
		assertThat(failure.advice()).isEqualTo("Write '=' in place of the first ':' in that line");
	}

	@Test
	void colonInAValueIsPartOfIt() {
		ProfileSection profile = ProfileTexts
			.profile(ProfileTexts.config("[default]\nendpoint_url = http://a:1/?b=c\nin valid: = x\n"), "default");
		assertThat(profile.text("endpoint_url")).isEqualTo("http://a:1/?b=c");
	}

	@Test
	void durationCountsWithAWebIdentityTokenToo() {
		String profile = "[profile a]\nweb_identity_token_file = /t\nrole_arn = r\nduration_seconds = %s\n";
		assertThat(plan(ProfileTexts.config(profile.formatted("1800")), "a").base())
			.isEqualTo(new ProfileStep.WebIdentity("a", "r", "/t", null, Duration.ofMinutes(30), null));
		assertThat(plan(ProfileTexts.config(profile.formatted("half an hour")), "a").base())
			.isEqualTo(new ProfileStep.WebIdentity("a", "r", "/t", null, null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token" })
	void blankInsideAKeyIsTold(String name) {
		String keys = "aws_access_key_id = AKIAKEY\naws_secret_access_key = secret\n" + name + " = wJalr\u00a0XUtn\n";
		CredentialsException failure = failure("[profile a]\n" + keys, "a");
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROFILE_INVALID);
		assertThat(failure).hasMessage(name + " (" + ProfileTexts.CONFIG + ", line 4) of profile 'a' has a blank or an "
				+ "invisible character at position 6 (U+00A0), which no key has");
		assertThat(failure.advice()).isEqualTo("Write " + name + " anew in that line, without that character");
	}

	@Test
	void accountIdHasTwelveDigits() {
		for (String source : new String[] { "credential_process = x\n",
				"aws_access_key_id = a\naws_secret_access_key = b\n" }) {
			assertThat(failure("[profile a]\n" + source + "aws_account_id = 1402433619\n", "a"))
				.hasMessageEndingWith(" of profile 'a' has not the 12 digits of an account ID");
		}
	}

	private static ProfilePlan plan(Profiles profiles, String profile) {
		return ProfilePlanner.plan(profiles, new Selection(profile, "AWS_PROFILE"));
	}

	private static CredentialsException failure(String config, String profile) {
		return Objects.requireNonNull(
				catchThrowableOfType(CredentialsException.class, () -> plan(ProfileTexts.config(config), profile)));
	}

}
