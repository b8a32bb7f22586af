package io.awscredentials.source.profile;

import org.jspecify.annotations.Nullable;

/**
 * What an application says about the shared AWS files and the profile in them, ahead of
 * the environment variables.
 *
 * @param name the name of the profile, or {@code null} for {@code AWS_PROFILE}, then
 * {@code AWS_DEFAULT_PROFILE}, then {@code default}
 * @param configFile the config file, or {@code null} for {@code AWS_CONFIG_FILE}, then
 * {@code ~/.aws/config}
 * @param credentialsFile the credentials file, or {@code null} for
 * {@code AWS_SHARED_CREDENTIALS_FILE}, then {@code ~/.aws/credentials}
 * @param reload whether changes of the files count, or only what was read first
 */
public record ProfileOptions(@Nullable String name, @Nullable String configFile, @Nullable String credentialsFile,
		boolean reload) {

	/**
	 * Return the options of an application that says nothing.
	 * @return the defaults
	 */
	public static ProfileOptions defaults() {
		return new ProfileOptions(null, null, null, true);
	}

}
