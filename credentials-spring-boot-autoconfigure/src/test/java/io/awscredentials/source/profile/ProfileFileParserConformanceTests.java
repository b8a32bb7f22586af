package io.awscredentials.source.profile;

import java.util.Map;
import java.util.stream.Stream;

import io.awscredentials.ConformanceCases;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs every case of {@code profile-parser-tests.json}.
 */
class ProfileFileParserConformanceTests {

	@TestFactory
	Stream<DynamicTest> parse() {
		return ConformanceCases.json("profile-parser-tests.json")
			.get("tests")
			.valueStream()
			.map((test) -> DynamicTest.dynamicTest(test.get("name").asString(),
					() -> check(test.get("input"), test.get("output"))));
	}

	private void check(JsonNode input, JsonNode output) {
		String config = input.path("configFile").asString("");
		String credentials = input.path("credentialsFile").asString("");
		if (output.has("errorContaining")) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> ProfileTexts.both(config, credentials))
				.withMessageContaining(output.get("errorContaining").asString())
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROFILE_PARSE))
				.withMessageContaining(ProfileTexts.CONFIG + ", line ");
			return;
		}
		Profiles profiles = ProfileTexts.both(config, credentials);
		JsonNode expected = output.get("config");
		assertThat(ProfileTexts.values(profiles, SectionHeader.Type.PROFILE))
			.isEqualTo(ConformanceCases.stringsOfEach(expected.get("profiles")));
		assertThat(ProfileTexts.values(profiles, SectionHeader.Type.SSO_SESSION)).isEqualTo(
				expected.has("sso_sessions") ? ConformanceCases.stringsOfEach(expected.get("sso_sessions")) : Map.of());
	}

}
