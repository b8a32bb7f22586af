package io.awscredentials.source.profile;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.source.HomeFolder;
import org.jspecify.annotations.Nullable;

/**
 * Which files and which profile count.
 *
 * @param config the config file
 * @param credentials the credentials file
 * @param profile the profile
 */
record ProfileLocations(FileLocation config, FileLocation credentials, Selection profile) {

	private static final String DEFAULT = "default";

	private static final String PROPERTY = "profile.name";

	/**
	 * Find out from options and environment.
	 * @param options what the application says
	 * @param environment the environment
	 * @param fallbackHome the home folder where the environment has none, or {@code null}
	 * @param windows whether paths are those of Windows
	 * @return the locations
	 */
	static ProfileLocations resolve(ProfileOptions options, EnvironmentVariables environment,
			@Nullable String fallbackHome, boolean windows) {
		HomeFolder home = HomeFolder.find(environment, fallbackHome, windows);
		return new ProfileLocations(file(ProfileFileKind.CONFIG, options.configFile(), environment, home),
				file(ProfileFileKind.CREDENTIALS, options.credentialsFile(), environment, home),
				profile(options.name(), environment));
	}

	private static FileLocation file(ProfileFileKind kind, @Nullable String option, EnvironmentVariables environment,
			HomeFolder home) {
		String named = text(option);
		if (named != null) {
			return new FileLocation(kind, home.expand(named), kind.property());
		}
		named = environment.getText(kind.variable());
		if (named != null) {
			return new FileLocation(kind, home.expand(named), kind.variable());
		}
		return new FileLocation(kind, home.expand("~/.aws/" + kind.fileName()), null);
	}

	private static Selection profile(@Nullable String option, EnvironmentVariables environment) {
		String name = text(option);
		if (name != null) {
			return new Selection(name, PROPERTY);
		}
		for (String variable : new String[] { "AWS_PROFILE", "AWS_DEFAULT_PROFILE" }) {
			name = environment.getText(variable);
			if (name != null) {
				return new Selection(name, variable);
			}
		}
		return new Selection(DEFAULT, null);
	}

	private static @Nullable String text(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/**
	 * One of the two files.
	 *
	 * @param kind which one
	 * @param path the path; it starts with {@code ~} if there is no home folder
	 * @param namedBy the property or variable that names it, or {@code null} for the
	 * usual place
	 */
	record FileLocation(ProfileFileKind kind, String path, @Nullable String namedBy) {

		/**
		 * Return whether the path needs a home folder and there is none. Such a file is
		 * never looked for: {@code ~} would be a folder below the working directory.
		 * @return whether there is no such file
		 */
		boolean homeless() {
			return HomeFolder.isBelow(this.path);
		}

	}

	/**
	 * The profile that was asked for.
	 *
	 * @param name the name
	 * @param namedBy the property or variable that names it, or {@code null} if it is
	 * {@code default} since nobody said anything
	 */
	record Selection(String name, @Nullable String namedBy) {

		/**
		 * Return whether an environment variable asks for the profile.
		 * @return whether it does
		 */
		boolean byVariable() {
			return this.namedBy != null && !this.namedBy.equals(PROPERTY);
		}

	}

}
