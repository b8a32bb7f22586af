package io.awscredentials.source.profile;

import java.io.File;
import java.util.concurrent.locks.ReentrantLock;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.source.Redaction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The shared AWS files and the profile that counts in them. With {@code reload} each
 * question reads the files and, where a byte of them has changed, parses them again; no
 * thread watches them. A change that breaks a file is an error for as long as it lasts:
 * to go on with what was there before would hide it until the next start. Thread-safe.
 */
public final class ProfileFiles {

	private static final Log logger = LogFactory.getLog(ProfileFiles.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final ProfileLocations locations;

	private final boolean reload;

	private volatile @Nullable Version version;

	private volatile @Nullable Planned planned;

	/**
	 * Create a new instance, which reads nothing yet.
	 * @param options what the application says about files and profile
	 * @param environment the environment, {@code HOME} included
	 * @param fallbackHome the home folder where the environment names none, or
	 * {@code null}: the system property {@code user.home} where the environment is the
	 * process's own, and nothing where something stands in for it, so that a test never
	 * reads the files of whoever runs it
	 */
	public ProfileFiles(ProfileOptions options, EnvironmentVariables environment, @Nullable String fallbackHome) {
		this(ProfileLocations.resolve(options, environment, fallbackHome, File.separatorChar == '\\'),
				options.reload());
	}

	private ProfileFiles(ProfileLocations locations, boolean reload) {
		this.locations = locations;
		this.reload = reload;
	}

	/**
	 * Return the name of the profile that counts, whether it exists or not.
	 * @return the name
	 */
	public String profileName() {
		return this.locations.profile().name();
	}

	/**
	 * Return whether changes of the files count.
	 * @return whether they do
	 */
	boolean reload() {
		return this.reload;
	}

	/**
	 * Return what the profile sets besides credentials, as the files are now.
	 * @return the settings, all of them unset if there is no such profile
	 * @throws CredentialsException if a file does not have the format
	 */
	public ProfileSettings settings() {
		return new ProfileSettings(profiles(), profileName());
	}

	/**
	 * Return a sign-in session of IAM Identity Center, as the files are now.
	 * @param name the name of the session
	 * @return the session, or {@code null} if there is no such section
	 * @throws CredentialsException if a file does not have the format
	 */
	public @Nullable ProfileSsoSession ssoSession(String name) {
		ProfileSection section = profiles().ssoSession(name);
		return (section != null)
				? new ProfileSsoSession(name, section.text("sso_start_url"), section.text("sso_region")) : null;
	}

	/**
	 * Return where the config file is looked for.
	 * @return the path
	 */
	public String configFile() {
		return this.locations.config().path();
	}

	/**
	 * Return what the files say now.
	 * @return the profiles, the same object as long as the files are the same
	 * @throws CredentialsException if a file does not have the format
	 */
	Profiles profiles() {
		Version current = this.version;
		if (current != null && !this.reload) {
			return current.profiles();
		}
		this.lock.lock();
		try {
			return read().profiles();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the steps to the credentials of the profile, as the files are now.
	 * @return the steps, the same object as long as the files are the same
	 * @throws CredentialsException if there is no way to credentials;
	 * {@link CredentialsErrorCode#NOT_FOUND} if nobody meant the profile to have any
	 */
	ProfilePlan plan() {
		Profiles profiles = profiles();
		Planned current = this.planned;
		if (current == null || current.profiles() != profiles) {
			current = new Planned(profiles, ProfilePlanner.plan(profiles, this.locations.profile()));
			this.planned = current;
		}
		return current.plan();
	}

	private Version read() {
		Version current = this.version;
		if (current != null && !this.reload) {
			return current;
		}
		FileSnapshot config = (current != null) ? current.config().readAgain()
				: FileSnapshot.read(this.locations.config());
		FileSnapshot credentials = (current != null) ? current.credentials().readAgain()
				: FileSnapshot.read(this.locations.credentials());
		if (current != null && current.config() == config && current.credentials() == credentials) {
			return current;
		}
		Profiles profiles = Profiles.merge(config.parse(), credentials.parse());
		profiles.warnings().forEach((warning) -> logger.warn(Redaction.onOneLine(warning)));
		Version read = new Version(config, credentials, profiles);
		this.version = read;
		return read;
	}

	private record Version(FileSnapshot config, FileSnapshot credentials, Profiles profiles) {
	}

	private record Planned(Profiles profiles, ProfilePlan plan) {
	}

}
