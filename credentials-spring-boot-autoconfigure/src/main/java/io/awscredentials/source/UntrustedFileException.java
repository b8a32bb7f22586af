package io.awscredentials.source;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Thrown for a file that somebody could change who has no right to. The message names the
 * very file or folder that lets them, and reads on from {@code "since "}.
 */
public final class UntrustedFileException extends IOException {

	private final String remedy;

	private UntrustedFileException(String problem, String remedy) {
		super(problem);
		this.remedy = remedy;
	}

	static UntrustedFileException owner(Path path, String owner) {
		return new UntrustedFileException(
				"'" + path + "' belongs to " + owner + ", who is neither root nor the user of this service",
				"Let root own it, 'chown root " + path
						+ "', or name its owner in '%s' if it may decide what is run here");
	}

	static UntrustedFileException others(Path path) {
		return new UntrustedFileException("others may write to '" + path + "'",
				"Take that permission away: chmod o-w " + path);
	}

	static UntrustedFileException group(Path path) {
		return new UntrustedFileException("its group may write to '" + path + "'",
				"Take that permission away, which '%s' does not allow: chmod g-w " + path);
	}

	/**
	 * Return what to do.
	 * @param property the property that names more owners
	 * @return the advice
	 */
	public String advice(String property) {
		return this.remedy.replace("%s", property);
	}

}
