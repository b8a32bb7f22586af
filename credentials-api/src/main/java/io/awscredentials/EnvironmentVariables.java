package io.awscredentials;

import org.jspecify.annotations.Nullable;

/**
 * The environment variables that sources read, {@code HOME} included. A bean of this type
 * stands in for the environment of the process; a child process still inherits the real
 * one.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EnvironmentVariables {

	/**
	 * Return the value of a variable.
	 * @param name the name of the variable
	 * @return the value, or {@code null} if it is not set
	 */
	@Nullable String get(String name);

	/**
	 * Return the value of a variable as AWS's SDKs read it: trimmed, and blank counting
	 * as unset.
	 * @param name the name of the variable
	 * @return the trimmed value, or {@code null} if it is not set or blank
	 */
	default @Nullable String getText(String name) {
		String value = get(name);
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/**
	 * Return the environment of this process.
	 * @return the variables of {@link System#getenv(String)}
	 */
	static EnvironmentVariables system() {
		return System::getenv;
	}

}
