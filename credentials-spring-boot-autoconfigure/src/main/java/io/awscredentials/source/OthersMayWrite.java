package io.awscredentials.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether anybody on the machine could replace a file whose code is about to be
 * run.
 */
public final class OthersMayWrite {

	private static final int WRITE = 0002;

	private static final int STICKY = 01000;

	private OthersMayWrite() {
	}

	/**
	 * Look at a file, at its folder and, where it is a symbolic link, at the folder of
	 * the file it leads to. A folder with the sticky bit is fine: others can't replace
	 * what is in it.
	 * @param file the file, which exists
	 * @return the first of these that others may write to, or {@code null} if there is
	 * none or the file system has no such permissions
	 * @throws IOException if they can't be read
	 */
	public static @Nullable Path find(Path file) throws IOException {
		if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
			return null;
		}
		Path real = file.toRealPath();
		if ((mode(real) & WRITE) != 0) {
			return real;
		}
		Path folder = file.toAbsolutePath().getParent();
		if (folder != null && isOpen(folder)) {
			return folder;
		}
		Path realFolder = real.getParent();
		return (realFolder != null && isOpen(realFolder)) ? realFolder : null;
	}

	private static boolean isOpen(Path folder) throws IOException {
		return (mode(folder) & (WRITE | STICKY)) == WRITE;
	}

	private static int mode(Path path) throws IOException {
		return (Integer) Files.getAttribute(path, "unix:mode");
	}

}
