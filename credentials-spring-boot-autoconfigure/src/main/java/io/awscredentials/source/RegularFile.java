package io.awscredentials.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files whose names come from outside: regular ones only, since to open a pipe may
 * wait for ever and a device may have no end, and none that is larger than what is meant
 * by it could be.
 */
public final class RegularFile {

	private static final Path NULL_DEVICE = Path.of("/dev/null");

	private RegularFile() {
	}

	/**
	 * Read a file.
	 * @param file the file; of {@code /dev/null}, which people name for no file at all,
	 * nothing is read
	 * @param maxSize how many bytes it may have
	 * @return its content
	 * @throws UnsuitableFileException if it is not a regular file, or larger
	 * @throws IOException if it can't be read
	 */
	public static byte[] read(Path file, int maxSize) throws IOException {
		try (InputStream stream = open(file, maxSize)) {
			return stream.readAllBytes();
		}
	}

	/**
	 * Open a file.
	 * @param file the file
	 * @param maxSize how many bytes it may have
	 * @return its content, which throws {@link UnsuitableFileException} where it goes on
	 * beyond that
	 * @throws UnsuitableFileException if it is not a regular file, or larger
	 * @throws IOException if it can't be read
	 */
	public static InputStream open(Path file, long maxSize) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		if (attributes.isDirectory()) {
			throw new UnsuitableFileException("is a folder");
		}
		if (!attributes.isRegularFile()) {
			if (Files.exists(NULL_DEVICE) && Files.isSameFile(file, NULL_DEVICE)) {
				return InputStream.nullInputStream();
			}
			throw new UnsuitableFileException("is a pipe or a device, not a regular file");
		}
		if (attributes.size() > maxSize) {
			throw tooLarge(maxSize);
		}
		return new BoundedStream(Files.newInputStream(file), maxSize);
	}

	private static UnsuitableFileException tooLarge(long maxSize) {
		long kilobytes = maxSize >> 10;
		return new UnsuitableFileException(
				"is larger than " + ((kilobytes % 1024 == 0) ? (kilobytes >> 10) + " MB" : kilobytes + " KB"));
	}

	/**
	 * The size that a file tells may be wrong: it grows, or is one of the kernel's.
	 */
	private static final class BoundedStream extends FilterInputStream {

		private final long maxSize;

		private long count;

		BoundedStream(InputStream stream, long maxSize) {
			super(stream);
			this.maxSize = maxSize;
		}

		@Override
		public int read() throws IOException {
			int value = super.read();
			count((value >= 0) ? 1 : 0);
			return value;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int count = super.read(bytes, offset, length);
			count(Math.max(count, 0));
			return count;
		}

		private void count(int read) throws UnsuitableFileException {
			this.count += read;
			if (this.count > this.maxSize) {
				throw tooLarge(this.maxSize);
			}
		}

	}

}
