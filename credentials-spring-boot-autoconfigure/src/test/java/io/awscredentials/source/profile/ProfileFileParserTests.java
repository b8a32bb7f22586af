package io.awscredentials.source.profile;

import java.util.Map;

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
		ProfileSection profile = profiles.profile("default");
		assertThat(profile).isNotNull();
		assertThat(profile.properties().get("region").at()).hasToString(ProfileTexts.CONFIG + ", line 3");
		assertThat(profile.properties().get("output").at().line()).isEqualTo(5);
		assertThat(profile.text("output")).isEqualTo("json");
	}

	@Test
	void parseWhenSameProfileIsInBothFilesTellsWhereEachPropertyIsFrom() {
		Profiles profiles = ProfileTexts.both("[profile a]\nregion = r\nAWS_Access_Key_Id = old", """
				[a]
				aws_access_key_id = new
				""");
		ProfileSection profile = profiles.profile("a");
		assertThat(profile).isNotNull();
		assertThat(profile.at()).isEqualTo(new FileLine(ProfileTexts.CONFIG, 1));
		assertThat(profile.properties().get("region").at()).isEqualTo(new FileLine(ProfileTexts.CONFIG, 2));
		assertThat(profile.properties().get("aws_access_key_id").at())
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
		ProfileSection services = profiles.services("local");
		assertThat(services).isNotNull();
		Map<String, ProfileProperty> sts = services.properties().get("sts").subProperties();
		assertThat(sts).containsOnlyKeys("endpoint_url");
		assertThat(sts.get("endpoint_url").value()).isEqualTo("http://localhost:4566/?a=b");
		assertThat(sts.get("endpoint_url").at().line()).isEqualTo(3);
		assertThat(services.properties().get("sso_oidc").subProperties().get("endpoint_url").value())
			.isEqualTo("http://localhost:1234");
	}

	@Test
	void parseWhenCommentIsIndentedLeavesItOutOfTheValue() {
		ProfileSection profile = ProfileTexts.config("[default]\nregion = eu-west-1\n  # near us\n\t; really\n")
			.profile("default");
		assertThat(profile).isNotNull();
		assertThat(profile.text("region")).isEqualTo("eu-west-1");
	}

	@Test
	void parseWhenHashFollowsValueWithoutSpaceKeepsIt() {
		ProfileSection profile = ProfileTexts.config("[default]\na=b#c\nb = c #d\nc = #e\n").profile("default");
		assertThat(profile).isNotNull();
		assertThat(profile.text("a")).isEqualTo("b#c");
		assertThat(profile.text("b")).isEqualTo("c");
		assertThat(profile.property("c")).isNull();
	}

	@Test
	void parseWhenPropertyHasNoValueCountsAsUnset() {
		ProfileSection profile = ProfileTexts.config("[default]\nrole_arn =\nregion = r\n").profile("default");
		assertThat(profile).isNotNull();
		assertThat(profile.property("role_arn")).isNull();
		assertThat(profile.properties()).containsKey("role_arn");
	}

	@Test
	void parseWhenNamesAreUnicodeSkipsThemAndGoesOn() {
		Profiles profiles = ProfileTexts.config("[profile größe]\na = 1\n[profile b]\nschlüssel = 1\nname = Zoë 😂\n");
		assertThat(profiles.all(SectionHeader.Type.PROFILE)).containsOnlyKeys("b");
		ProfileSection profile = profiles.profile("b");
		assertThat(profile).isNotNull();
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
		ProfileSection profile = ProfileTexts
			.config("[default]\naws_access_key_id = AKIAKEY\n aws_secret_access_key = wJalr\n")
			.profile("default");
		assertThat(profile).isNotNull();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> profile.text("aws_access_key_id"))
			.withMessageContaining("'aws_access_key_id' (" + ProfileTexts.CONFIG + ", line 2)")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROFILE_INVALID))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("wJalr"));
	}

	@Test
	void toStringNeverShowsAValue() {
		ProfileSection profile = ProfileTexts.config("[default]\naws_secret_access_key = wJalr\n").profile("default");
		assertThat(profile).isNotNull();
		assertThat(profile.toString()).doesNotContain("wJalr");
		assertThat(profile.properties().toString()).doesNotContain("wJalr");
	}

}
