package io.awscredentials.source.process;

import java.nio.file.Path;

import io.awscredentials.source.TrustedOwners;
import org.jspecify.annotations.Nullable;

/**
 * Who may change what is run.
 *
 * @param owners who may own the program and, where there is one, the file that names it
 * @param property the property that names owners, for messages
 * @param file a file that names the command and lies outside the application, or
 * {@code null}
 */
public record ProcessTrust(TrustedOwners owners, String property, @Nullable Path file) {

	/**
	 * Return what counts where nobody is named: root and the user of this service.
	 * @return the rule
	 */
	public static ProcessTrust defaults() {
		return new ProcessTrust(TrustedOwners.defaults(), "process.trusted-owners", null);
	}

	/**
	 * Return this rule with other owners.
	 * @param owners who may own the program
	 * @return the rule
	 */
	public ProcessTrust withOwners(TrustedOwners owners) {
		return new ProcessTrust(owners, this.property, this.file);
	}

}
