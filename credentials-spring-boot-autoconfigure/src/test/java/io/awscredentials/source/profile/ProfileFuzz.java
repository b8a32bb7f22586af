package io.awscredentials.source.profile;

import java.util.List;
import java.util.Map;

import io.awscredentials.FuzzTargets.Target;

/**
 * The shared AWS files.
 */
public final class ProfileFuzz {

	private ProfileFuzz() {
	}

	/**
	 * Return the targets.
	 * @return the targets by name
	 */
	public static Map<String, Target> targets() {
		return Map.of("profile-config", Target.text((text) -> read(ProfileFileKind.CONFIG, text)),
				"profile-credentials", Target.text((text) -> read(ProfileFileKind.CREDENTIALS, text)));
	}

	private static void read(ProfileFileKind kind, String text) {
		ParsedFile file = ProfileFileParser.parse(kind, "the file", text);
		ParsedFile empty = ParsedFile.empty(
				(kind == ProfileFileKind.CONFIG) ? ProfileFileKind.CREDENTIALS : ProfileFileKind.CONFIG, "no file",
				"is not there", List.of());
		Profiles profiles = (kind == ProfileFileKind.CONFIG) ? Profiles.merge(file, empty)
				: Profiles.merge(empty, file);
		ProfileSettings settings = new ProfileSettings(profiles, "a");
		settings.region();
		settings.metadataServiceTimeout();
		settings.metadataServiceNumAttempts();
		settings.endpoints();
		ProfilePlanner.plan(profiles, new ProfileLocations.Selection("a", "AWS_PROFILE"));
	}

}
