package io.awscredentials.source;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What may be in the place of a file: reading it would never end, or take all memory.
 */
public final class NoFiles {

	/** Has no end. */
	public static final Path DEVICE = Path.of("/dev/zero");

	private NoFiles() {
	}

	/**
	 * Create a named pipe that nobody writes to: to open it waits for ever.
	 * @param path where
	 * @throws Exception if it can't be created
	 */
	public static void pipe(Path path) throws Exception {
		Process process = new ProcessBuilder(List.of("mkfifo", path.toString())).start();
		assumeThat(process.waitFor()).as("exit code of mkfifo").isZero();
	}

	/**
	 * Create a file of 300 MB, which takes no room on the disk.
	 * @param path where
	 * @throws IOException if it can't be created
	 */
	public static void large(Path path) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
			file.setLength(300L << 20);
		}
	}

}
