package io.awscredentials.source.profile;

import java.util.Map;
import java.util.stream.Stream;

import io.awscredentials.ConformanceCases;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.source.profile.ProfileLocations.Selection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProfileLocations}.
 */
class ProfileLocationsTests {

	@TestFactory
	Stream<DynamicTest> resolve() {
		return ConformanceCases.json("file-location-tests.json")
			.get("tests")
			.valueStream()
			.map((test) -> DynamicTest.dynamicTest(test.get("name").asString(), () -> check(test)));
	}

	private void check(JsonNode test) {
		EnvironmentVariables environment = ConformanceCases.strings(test.get("environment"))::get;
		String fallback = test.path("languageSpecificHome").asStringOpt().orElse(null);
		ProfileLocations locations = ProfileLocations.resolve(ProfileOptions.defaults(), environment, fallback,
				test.get("platform").asString().equals("windows"));
		assertThat(locations.config().path()).isEqualTo(test.get("configLocation").asString());
		assertThat(locations.credentials().path()).isEqualTo(test.get("credentialsLocation").asString());
		assertThat(locations.profile().name()).isEqualTo(test.path("profile").asString("default"));
	}

	@Test
	void resolveWhenOptionsAreGivenPrefersThemToTheEnvironment() {
		ProfileLocations locations = ProfileLocations.resolve(new ProfileOptions("a", "~/c", "/d", true), Map.of("HOME",
				"/h", "AWS_PROFILE", "b", "AWS_CONFIG_FILE", "/e", "AWS_SHARED_CREDENTIALS_FILE", "/f")::get, null,
				false);
		assertThat(locations.profile()).isEqualTo(new Selection("a", "profile.name"));
		assertThat(locations.config().path()).isEqualTo("/h/c");
		assertThat(locations.config().namedBy()).isEqualTo("profile.config-file");
		assertThat(locations.credentials().path()).isEqualTo("/d");
	}

	@Test
	void resolveWhenOptionIsBlankCountsAsUnset() {
		ProfileLocations locations = ProfileLocations.resolve(new ProfileOptions(" ", "", " ", true),
				Map.of("HOME", "/h", "AWS_PROFILE", " b ", "AWS_CONFIG_FILE", " ")::get, null, false);
		assertThat(locations.profile()).isEqualTo(new Selection("b", "AWS_PROFILE"));
		assertThat(locations.config().path()).isEqualTo("/h/.aws/config");
		assertThat(locations.config().namedBy()).isNull();
		assertThat(locations.credentials().path()).isEqualTo("/h/.aws/credentials");
	}

	@Test
	void resolveWhenBothProfileVariablesAreSetTakesAwsProfile() {
		assertThat(profile(Map.of("AWS_PROFILE", "a", "AWS_DEFAULT_PROFILE", "b")))
			.isEqualTo(new Selection("a", "AWS_PROFILE"));
		assertThat(profile(Map.of("AWS_DEFAULT_PROFILE", "b"))).isEqualTo(new Selection("b", "AWS_DEFAULT_PROFILE"));
		assertThat(profile(Map.of("AWS_PROFILE", "default"))).isEqualTo(new Selection("default", "AWS_PROFILE"));
		assertThat(profile(Map.of())).isEqualTo(new Selection("default", null));
	}

	@Test
	void resolveWhenHomeIsTheRootAddsNoSecondSlash() {
		assertThat(config(Map.of("HOME", "/"), null, false)).isEqualTo("/.aws/config");
		assertThat(config(Map.of("HOME", "C:\\"), null, true)).isEqualTo("C:\\.aws\\config");
	}

	@Test
	void resolveWhenVariableStartsWithTildeExpandsOnlyTheOwnHome() {
		assertThat(config(Map.of("HOME", "/h", "AWS_CONFIG_FILE", "~/x/y"), null, false)).isEqualTo("/h/x/y");
		assertThat(config(Map.of("HOME", "C:\\h", "AWS_CONFIG_FILE", "~\\x/y"), null, true)).isEqualTo("C:\\h\\x\\y");
		assertThat(config(Map.of("HOME", "/h", "AWS_CONFIG_FILE", "~other/x"), null, false)).isEqualTo("~other/x");
		assertThat(config(Map.of("HOME", "/h", "AWS_CONFIG_FILE", "/x/~/y"), null, false)).isEqualTo("/x/~/y");
	}

	@Test
	void resolveWhenEnvironmentHasNoHomeUsesTheFallback() {
		assertThat(config(Map.of("USERPROFILE", "/other"), "/home/user", false)).isEqualTo("/home/user/.aws/config");
		assertThat(config(Map.of("HOME", "/h"), "/home/user", false)).isEqualTo("/h/.aws/config");
		assertThat(config(Map.of("HOMEDRIVE", "D:", "HOMEPATH", "\\me"), "C:\\user", true))
			.isEqualTo("D:\\me\\.aws\\config");
	}

	@Test
	void resolveWhenThereIsNoHomeNamesFilesThatAreNeverRead() {
		ProfileLocations locations = ProfileLocations.resolve(ProfileOptions.defaults(), (name) -> null, null, false);
		assertThat(locations.config().path()).isEqualTo("~/.aws/config");
		assertThat(locations.config().homeless()).isTrue();
		assertThat(locations.credentials().homeless()).isTrue();
	}

	private Selection profile(Map<String, String> environment) {
		return ProfileLocations.resolve(ProfileOptions.defaults(), environment::get, null, false).profile();
	}

	private String config(Map<String, String> environment, @Nullable String fallbackHome, boolean windows) {
		return ProfileLocations.resolve(ProfileOptions.defaults(), environment::get, fallbackHome, windows)
			.config()
			.path();
	}

}
