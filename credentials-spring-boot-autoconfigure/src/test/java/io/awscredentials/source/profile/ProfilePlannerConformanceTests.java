package io.awscredentials.source.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.awscredentials.ConformanceCases;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.profile.ProfileLocations.Selection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs every case of {@code assume-role-tests.json}.
 */
class ProfilePlannerConformanceTests {

	@TestFactory
	Stream<DynamicTest> plan() {
		return ConformanceCases.json("assume-role-tests.json")
			.valueStream()
			.map((test) -> DynamicTest.dynamicTest(test.get("docs").asString(),
					() -> check(test.get("input"), test.get("output"))));
	}

	private void check(JsonNode input, JsonNode output) {
		Profiles profiles = ProfileTexts
			.config(text("profile", input.get("profiles")) + text("sso-session", input.path("sso_sessions")));
		Selection selection = new Selection(input.get("selected_profile").asString(), "AWS_PROFILE");
		if (output.has("Error")) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> ProfilePlanner.plan(profiles, selection))
				.withMessageContaining(ProfileTexts.CONFIG)
				.satisfies((ex) -> assertThat(ex.code().name()).startsWith("PROFILE_")
					.isNotEqualTo(CredentialsErrorCode.PROFILE_PARSE.name()));
			return;
		}
		ProfilePlan plan = ProfilePlanner.plan(profiles, selection);
		List<Map<String, Object>> expected = new ArrayList<>();
		output.get("ProfileChain").forEach((step) -> step.properties().forEach((entry) -> {
			JsonNode value = entry.getValue();
			expected
				.add(Map.of(entry.getKey(), (value.isString()) ? value.asString() : ConformanceCases.strings(value)));
		}));
		List<Map<String, Object>> actual = new ArrayList<>();
		actual.add(describe(plan.base()));
		plan.roles().forEach((role) -> actual.add(describe(role)));
		assertThat(actual).isEqualTo(expected);
	}

	private String text(String prefix, JsonNode sections) {
		StringBuilder text = new StringBuilder();
		ConformanceCases.stringsOfEach(sections).forEach((name, properties) -> {
			text.append('[').append(prefix).append(' ').append(name).append("]\n");
			properties.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
		});
		return text.toString();
	}

	private Map<String, Object> describe(ProfileStep step) {
		if (step instanceof ProfileStep.AccessKey key) {
			return Map.of("AccessKey",
					texts("access_key_id", key.credentials().accessKeyId(), "secret_access_key",
							key.credentials().secretAccessKey(), "session_token", key.credentials().sessionToken(),
							"account_id", key.credentials().accountId()));
		}
		if (step instanceof ProfileStep.CredentialSource source) {
			return Map.of("NamedSource", source.place().toString());
		}
		if (step instanceof ProfileStep.WebIdentity web) {
			return Map.of("WebIdentityToken", texts("role_arn", web.roleArn(), "web_identity_token_file",
					web.tokenFile(), "role_session_name", web.sessionName()));
		}
		if (step instanceof ProfileStep.Sso sso) {
			return Map.of("Sso", texts("sso_account_id", sso.accountId(), "sso_region", sso.region(), "sso_role_name",
					sso.roleName(), "sso_start_url", sso.startUrl(), "sso_session", sso.sessionName()));
		}
		if (step instanceof ProfileStep.Process process) {
			return Map.of("CredentialProcess", process.command());
		}
		if (step instanceof ProfileStep.LoginSession login) {
			return Map.of("LoginSession", texts("login_session", login.session()));
		}
		ProfileStep.AssumeRole role = (ProfileStep.AssumeRole) step;
		return Map.of("AssumeRole", texts("role_arn", role.roleArn(), "external_id", role.externalId(),
				"role_session_name", role.sessionName()));
	}

	private Map<String, String> texts(@Nullable String... namesAndValues) {
		Map<String, String> texts = new TreeMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			String value = namesAndValues[i + 1];
			if (value != null) {
				texts.put(String.valueOf(namesAndValues[i]), value);
			}
		}
		return texts;
	}

}
