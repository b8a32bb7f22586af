package io.awscredentials.source.plugin;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.TrustedOwners;
import org.jspecify.annotations.Nullable;

/**
 * Which plugin to load.
 *
 * @param jar the jar
 * @param className the class that gives the credentials, or {@code null} for the one that
 * the jar lists as a service
 * @param sha256 the SHA-256 that the jar must have, in hexadecimal, or {@code null} for
 * any
 * @param reload whether a jar that was replaced is loaded anew
 * @param trustedOwners who may own the jar
 */
public record PluginOptions(Path jar, @Nullable String className, @Nullable String sha256, boolean reload,
		TrustedOwners trustedOwners) {

	private static final int SHA256_LENGTH = 64;

	/**
	 * Create a new instance.
	 * @throws CredentialsException with {@link CredentialsErrorCode#CONFIGURATION} if the
	 * checksum is none
	 */
	public PluginOptions {
		jar = jar.toAbsolutePath();
		if (sha256 != null) {
			sha256 = sha256.toLowerCase(Locale.ROOT);
			if (sha256.length() != SHA256_LENGTH || !sha256.chars().allMatch(HexFormat::isHexDigit)) {
				throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, PluginCredentialsSource.NAME,
						"'plugin.sha256' is not a SHA-256, which has 64 hexadecimal digits")
					.withAdvice("Take what 'sha256sum " + jar + "' prints");
			}
		}
	}

	/**
	 * Return the options of a jar that are the defaults in everything else: the class it
	 * lists as a service, any content, loaded once, of root or the user of this service.
	 * @param jar the jar
	 * @return the options
	 */
	public static PluginOptions of(Path jar) {
		return new PluginOptions(jar, null, null, false, TrustedOwners.defaults());
	}

	/**
	 * Return these options with another class.
	 * @param className the class that gives the credentials, or {@code null} for the one
	 * that the jar lists as a service
	 * @return the options
	 */
	public PluginOptions withClassName(@Nullable String className) {
		return new PluginOptions(this.jar, className, this.sha256, this.reload, this.trustedOwners);
	}

	/**
	 * Return these options with another checksum.
	 * @param sha256 the SHA-256 that the jar must have, in hexadecimal, or {@code null}
	 * for any
	 * @return the options
	 */
	public PluginOptions withSha256(@Nullable String sha256) {
		return new PluginOptions(this.jar, this.className, sha256, this.reload, this.trustedOwners);
	}

	/**
	 * Return these options with another rule for a jar that was replaced.
	 * @param reload whether it is loaded anew
	 * @return the options
	 */
	public PluginOptions withReload(boolean reload) {
		return new PluginOptions(this.jar, this.className, this.sha256, reload, this.trustedOwners);
	}

	/**
	 * Return these options with other owners.
	 * @param trustedOwners who may own the jar
	 * @return the options
	 */
	public PluginOptions withTrustedOwners(TrustedOwners trustedOwners) {
		return new PluginOptions(this.jar, this.className, this.sha256, this.reload, trustedOwners);
	}

}
