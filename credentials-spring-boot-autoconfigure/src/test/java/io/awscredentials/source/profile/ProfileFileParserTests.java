package io.awscredentials.source.profile;

import java.util.Objects;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProfileFileParser} and {@link Profiles}.
 */
class ProfileFileParserTests {

	@Test
	void parseWhenLineBreaksAreMixedCountsEachLineOnce() {
		Profiles profiles = ProfileTexts.config("[default]\r\n\r\nregion = eu-west-1\n\noutput = json\r\n");
		ProfileSection profile = ProfileTexts.profile(profiles, "default");
		assertThat(ProfileTexts.property(profile, "region").at()).hasToString(ProfileTexts.CONFIG + ", line 3");
		assertThat(ProfileTexts.property(profile, "output").at().line()).isEqualTo(5);
		assertThat(profile.text("output")).isEqualTo("json");
	}

	@Test
	void parseWhenSameProfileIsInBothFilesTellsWhereEachPropertyIsFrom() {
		Profiles profiles = ProfileTexts.both("[profile a]\nregion = r\nAWS_Access_Key_Id = old", """
				[a]
				aws_access_key_id = new
				""");
		ProfileSection profile = ProfileTexts.profile(profiles, "a");
		assertThat(profile.at()).isEqualTo(new FileLine(ProfileTexts.CONFIG, 1));
		assertThat(ProfileTexts.property(profile, "region").at()).isEqualTo(new FileLine(ProfileTexts.CONFIG, 2));
		assertThat(ProfileTexts.property(profile, "aws_access_key_id").at())
			.isEqualTo(new FileLine(ProfileTexts.CREDENTIALS, 2));
		assertThat(profile.text("aws_access_key_id")).isEqualTo("new");
	}

	@Test
	void parseWhenPropertiesAreNestedKeepsThemByName() {
		Profiles profiles = ProfileTexts.config("""
				[services local]
				STS =
				  Endpoint_URL = http://localhost:4566/?a=b

				  # the other one
				sso_oidc =
				\tendpoint_url=http://localhost:1234
				""");
		ProfileSection services = Objects.requireNonNull(profiles.services("local"));
		assertThat(ProfileTexts.property(services, "sts").subProperties()).containsOnlyKeys("endpoint_url");
		ProfileProperty url = ProfileTexts.property(services, "sts", "endpoint_url");
		assertThat(url.value()).isEqualTo("http://localhost:4566/?a=b");
		assertThat(url.at().line()).isEqualTo(3);
		assertThat(ProfileTexts.property(services, "sso_oidc", "endpoint_url").value())
			.isEqualTo("http://localhost:1234");
	}

	@Test
	void parseWhenCommentIsIndentedLeavesItOutOfTheValue() {
		ProfileSection profile = ProfileTexts
			.profile(ProfileTexts.config("[default]\nregion = eu-west-1\n  # near us\n\t; really\n"), "default");
		assertThat(profile.text("region")).isEqualTo("eu-west-1");
	}

	@Test
	void parseWhenHashFollowsValueWithoutSpaceKeepsIt() {
		ProfileSection profile = ProfileTexts.profile(ProfileTexts.config("[default]\na=b#c\nb = c #d\nc = #e\n"),
				"default");
		assertThat(profile.text("a")).isEqualTo("b#c");
		assertThat(profile.text("b")).isEqualTo("c");
		assertThat(profile.property("c")).isNull();
	}

	@Test
	void parseWhenPropertyHasNoValueCountsAsUnset() {
		ProfileSection profile = ProfileTexts.profile(ProfileTexts.config("[default]\nrole_arn =\nregion = r\n"),
				"default");
		assertThat(profile.property("role_arn")).isNull();
		assertThat(profile.properties()).containsKey("role_arn");
	}

	@Test
	void parseWhenNamesAreUnicodeSkipsThemAndGoesOn() {
		Profiles profiles = ProfileTexts.config("[profile größe]\na = 1\n[profile b]\nschlüssel = 1\nname = Zoë 😂\n");
		assertThat(profiles.all(SectionHeader.Type.PROFILE)).containsOnlyKeys("b");
		ProfileSection profile = ProfileTexts.profile(profiles, "b");
		assertThat(profile.properties()).containsOnlyKeys("name");
		assertThat(profile.text("name")).isEqualTo("Zoë 😂");
		assertThat(profiles.warnings()).hasSize(2)
			.anySatisfy(
					(warning) -> assertThat(warning).startsWith(ProfileTexts.CONFIG + ", line 1: section is ignored"))
			.anySatisfy(
					(warning) -> assertThat(warning).startsWith(ProfileTexts.CONFIG + ", line 4: property is ignored"));
	}

	@Test
	void mergeWhenSectionsDoNotCountWarnsWithFileLineAndWhatToWrite() {
		Profiles profiles = ProfileTexts.both("""
				[dev]
				[profile default]
				[default]
				[plugins x]
				""", """
				[profile prod]
				[sso-session corp]
				""");
		assertThat(profiles.warnings()).containsExactlyInAnyOrder(
				ProfileTexts.CONFIG + ", line 1: section 'dev' is ignored: in the config file the header of a "
						+ "profile is [profile dev]",
				ProfileTexts.CONFIG + ", line 3: [default] is ignored: the file has [profile default] as well",
				ProfileTexts.CONFIG + ", line 4: section 'x' is ignored: only profile, sso-session and services are "
						+ "known",
				ProfileTexts.CREDENTIALS + ", line 1: profile 'prod' is ignored: in the credentials file its header "
						+ "is [prod]",
				ProfileTexts.CREDENTIALS + ", line 2: section 'corp' is ignored: only the config file may have one of "
						+ "its kind");
		assertThat(profiles.ignored(SectionHeader.Type.PROFILE, "dev")).startsWith(ProfileTexts.CONFIG + ", line 1");
		assertThat(profiles.ignored(SectionHeader.Type.PROFILE, "corp")).isNull();
		assertThat(profiles.ignored(SectionHeader.Type.SSO_SESSION, "corp")).contains("only the config file");
	}

	@Test
	void parseWhenSectionIsUnnamedSkipsIt() {
		Profiles profiles = ProfileTexts.both("[]\na = 1\n[profile ]\n[ ]\n", "[]\na = 1\n");
		assertThat(profiles.all(SectionHeader.Type.PROFILE)).isEmpty();
		assertThat(profiles.warnings()).hasSize(4);
	}

	@Test
	void parseWhenLineIsBrokenNeverQuotesIt() {
		String secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
		for (String text : new String[] { "[default]\n" + secret, "[default" + secret, secret, "= " + secret,
				" " + secret, "[default]\n " + secret, "[default]\naws_secret_access_key =\n " + secret,
				"[default]\na =\n = " + secret }) {
			assertThatExceptionOfType(CredentialsException.class).as(text)
				.isThrownBy(() -> ProfileTexts.config(text))
				.satisfies((ex) -> {
					assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROFILE_PARSE);
					assertThat(ex.retryable()).isFalse();
					assertThat(ex).hasNoCause();
					assertThat(ex.getMessage()).startsWith(ProfileTexts.CONFIG + ", line ").doesNotContain(secret);
				});
		}
	}

	@Test
	void parseWhenSecretIsWhereANameBelongsNeverWarnsWithIt() {
		Profiles profiles = ProfileTexts.config("[default]\naws_session_token = IQoJb3\nJpZ2lu (X2VjE)==\n");
		assertThat(profiles.warnings()).hasSize(1).first().asString().doesNotContain("JpZ2lu").contains("line 3");
	}

	@Test
	void textWhenValueGoesOnFailsWithoutQuotingIt() {
		ProfileSection profile = ProfileTexts.profile(
				ProfileTexts.config("[default]\naws_access_key_id = AKIAKEY\n aws_secret_access_key = wJalr\n"),
				"default");
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> profile.text("aws_access_key_id"))
			.withMessageContaining("'aws_access_key_id' (" + ProfileTexts.CONFIG + ", line 2)")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROFILE_INVALID))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("wJalr"));
	}

	@Test
	void toStringNeverShowsAValue() {
		ProfileSection profile = ProfileTexts.profile(ProfileTexts.config("[default]\naws_secret_access_key = wJalr\n"),
				"default");
		assertThat(profile.toString()).doesNotContain("wJalr");
		assertThat(profile.properties().toString()).doesNotContain("wJalr");
	}

}
