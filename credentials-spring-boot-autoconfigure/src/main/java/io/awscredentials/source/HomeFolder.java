package io.awscredentials.source;

import io.awscredentials.EnvironmentVariables;
import org.jspecify.annotations.Nullable;

/**
 * The home folder of whoever runs the service, as AWS's SDKs find it. Where there is
 * none, a path below it stays as it is written, with {@code ~} in front.
 *
 * @param path the folder, or {@code null} if there is none
 * @param separator what separates the names in a path
 */
public record HomeFolder(@Nullable String path, char separator) {

	/**
	 * Find the home folder.
	 * @param environment the environment
	 * @param fallback the folder where the environment names none, or {@code null}
	 * @param windows whether paths are those of Windows
	 * @return the home folder
	 */
	public static HomeFolder find(EnvironmentVariables environment, @Nullable String fallback, boolean windows) {
		String home = environment.getText("HOME");
		if (home == null && windows) {
			home = environment.getText("USERPROFILE");
			String drive = environment.getText("HOMEDRIVE");
			String path = environment.getText("HOMEPATH");
			if (home == null && drive != null && path != null) {
				home = drive + path;
			}
		}
		if (home == null && fallback != null && !fallback.isBlank()) {
			home = fallback.strip();
		}
		return new HomeFolder(home, (windows) ? '\\' : '/');
	}

	/**
	 * Return whether a path is below the home folder, that is, starts with {@code ~}.
	 * @param path the path
	 * @return whether it is
	 */
	public static boolean isBelow(String path) {
		return path.equals("~") || path.startsWith("~/") || path.startsWith("~\\");
	}

	/**
	 * Return a path with the home folder in place of {@code ~}.
	 * @param path the path
	 * @return the path, unchanged if it does not start with {@code ~} or there is no home
	 * folder
	 */
	public String expand(String path) {
		if (this.path == null || !isBelow(path)) {
			return path;
		}
		String rest = path.substring(1).replace('/', this.separator);
		boolean slashed = this.path.endsWith("/") || this.path.charAt(this.path.length() - 1) == this.separator;
		return (slashed && !rest.isEmpty()) ? this.path + rest.substring(1) : this.path + rest;
	}

}
