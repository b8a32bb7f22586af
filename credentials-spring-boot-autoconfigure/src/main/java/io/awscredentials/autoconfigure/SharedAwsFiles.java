package io.awscredentials.autoconfigure;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.autoconfigure.ProviderProperties.Profile;
import io.awscredentials.source.profile.ProfileFiles;
import io.awscredentials.source.profile.ProfileOptions;
import org.jspecify.annotations.Nullable;

/**
 * The shared AWS files of all definitions. Nothing is read before somebody asks what is
 * in them, and definitions that use the same files and profile read them once.
 */
final class SharedAwsFiles {

	private static final Profile NOTHING = new Profile(null, null, null, null, null, null);

	private final EnvironmentVariables environment;

	private final @Nullable String fallbackHome;

	private final Map<ProfileOptions, ProfileFiles> files = new ConcurrentHashMap<>();

	/**
	 * Create a new instance.
	 * @param environment the environment variables
	 * @param fallbackHome the home folder where the environment names none, or
	 * {@code null}
	 */
	SharedAwsFiles(EnvironmentVariables environment, @Nullable String fallbackHome) {
		this.environment = environment;
		this.fallbackHome = fallbackHome;
	}

	/**
	 * Return whether the environment asks for a profile by name.
	 * @return whether it does
	 */
	boolean profileNamedByEnvironment() {
		return this.environment.getText("AWS_PROFILE") != null
				|| this.environment.getText("AWS_DEFAULT_PROFILE") != null;
	}

	/**
	 * Return the files of a definition, and the profile that counts for it. A named one
	 * has the files of the top unless it names others. It has the profile of the top, for
	 * all but credentials, unless it gets its credentials from a profile itself.
	 * @param definition the definition
	 * @return the files
	 */
	ProfileFiles of(ProviderDefinition definition) {
		Profile own = Objects.requireNonNullElse(definition.properties().profile(), NOTHING);
		Profile top = Objects.requireNonNullElse(definition.top().profile(), NOTHING);
		String name = (usesProfile(definition)) ? own.name() : top.name();
		return this.files.computeIfAbsent(
				new ProfileOptions(name, or(own.configFile(), top.configFile()),
						or(own.credentialsFile(), top.credentialsFile()), reload(own, top)),
				(options) -> new ProfileFiles(options, this.environment, this.fallbackHome));
	}

	private static boolean usesProfile(ProviderDefinition definition) {
		return definition.configures(SourceKind.PROFILE)
				|| definition.chain().stream().anyMatch((id) -> SourceKind.of(id) == SourceKind.PROFILE);
	}

	private static @Nullable String or(@Nullable String own, @Nullable String top) {
		return (own != null && !own.isBlank()) ? own : top;
	}

	private static boolean reload(Profile own, Profile top) {
		Boolean reload = ProviderProperties.or(own.reload(), top.reload());
		return reload == null || reload;
	}

}
