package io.awscredentials.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A user who is neither root nor the one that runs the tests. Only root can give files
 * away.
 */
public final class ForeignUser {

	/** The number of the user, who has no name. */
	public static final int ID = 54321;

	private ForeignUser() {
	}

	/**
	 * Give a file, folder or link to the user; the test is skipped where that is not
	 * allowed.
	 * @param path what to give
	 * @throws IOException if that fails
	 */
	public static void own(Path path) throws IOException {
		assumeThat(isRoot()).as("files can only be given away by root").isTrue();
		Files.setAttribute(path, "unix:uid", ID, LinkOption.NOFOLLOW_LINKS);
	}

	private static boolean isRoot() throws IOException {
		Path self = Path.of("/proc/self");
		return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
	}

}
