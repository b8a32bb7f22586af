package io.awscredentials.source.profile;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Profiles from texts, for tests.
 */
final class ProfileTexts {

	static final String CONFIG = "/home/user/.aws/config";

	static final String CREDENTIALS = "/home/user/.aws/credentials";

	private ProfileTexts() {
	}

	static Profiles config(String text) {
		return both(text, "");
	}

	static Profiles both(String config, String credentials) {
		return Profiles.merge(ProfileFileParser.parse(ProfileFileKind.CONFIG, CONFIG, config),
				ProfileFileParser.parse(ProfileFileKind.CREDENTIALS, CREDENTIALS, credentials));
	}

	static ProfileSection profile(Profiles profiles, String name) {
		return Objects.requireNonNull(profiles.profile(name), name);
	}

	static ProfileProperty property(ProfileSection section, String name) {
		return Objects.requireNonNull(section.properties().get(name), name);
	}

	static ProfileProperty property(ProfileSection section, String name, String subProperty) {
		return Objects.requireNonNull(property(section, name).subProperties().get(subProperty), subProperty);
	}

	static Map<String, Map<String, String>> values(Profiles profiles, SectionHeader.Type type) {
		Map<String, Map<String, String>> values = new TreeMap<>();
		profiles.all(type).forEach((name, section) -> {
			Map<String, String> properties = new TreeMap<>();
			section.properties().forEach((key, property) -> properties.put(key, property.value()));
			values.put(name, properties);
		});
		return values;
	}

}
