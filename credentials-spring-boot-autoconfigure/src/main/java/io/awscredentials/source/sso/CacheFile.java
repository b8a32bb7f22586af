package io.awscredentials.source.sso;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.awscredentials.http.Pause;
import io.awscredentials.source.HomeFolder;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.JsonText;
import io.awscredentials.source.RegularFile;
import org.jspecify.annotations.Nullable;

/**
 * A file that the AWS CLI and the SDKs share: one JSON object whose fields belong to all
 * of them. Others may change it at any time, and only those who know of the lock wait for
 * each other.
 */
final class CacheFile {

	private static final Duration PAUSE = Duration.ofMillis(50);

	private static final int READS = 4;

	private static final int LOCK_ATTEMPTS = 200;

	private static final int MAX_SIZE = 1 << 20;

	private final Path path;

	private final boolean homeless;

	private final Pause pause;

	/**
	 * Create a new instance.
	 * @param directory the directory, which starts with {@code ~} if there is no home
	 * folder
	 * @param digest the algorithm of the file name
	 * @param key what the file is for
	 * @param pause waits for others
	 */
	CacheFile(String directory, String digest, String key, Pause pause) {
		this.path = Path.of(directory).resolve(hash(digest, key) + ".json");
		this.homeless = HomeFolder.isBelow(directory);
		this.pause = pause;
	}

	private static String hash(String digest, String key) {
		try {
			byte[] bytes = MessageDigest.getInstance(digest).digest(key.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return whether there can't be such a file, since there is no home folder.
	 * @return whether there is no home folder
	 */
	boolean homeless() {
		return this.homeless;
	}

	/**
	 * Read the file.
	 * @return its fields
	 * @throws NoSuchFileException if there is none
	 * @throws IOException if it can't be read
	 * @throws InvalidJsonException if it is not a JSON object
	 */
	JsonFields read() throws IOException, InvalidJsonException {
		if (this.homeless) {
			throw new NoSuchFileException(this.path.toString());
		}
		for (int attempt = 1;; attempt++) {
			try {
				return JsonFields.parse(RegularFile.read(this.path, MAX_SIZE));
			}
			catch (InvalidJsonException ex) {
				// The AWS CLI writes the file in place: it may be half done with it.
				if (attempt == READS || !pause()) {
					throw ex;
				}
			}
		}
	}

	private boolean pause() {
		try {
			this.pause.pause(PAUSE);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Change fields of the file and leave all others as they are. Whoever reads it
	 * meanwhile sees all of the changes or none.
	 * @param changes the changes, see {@link JsonText#merge}
	 * @throws IOException if the file can't be written
	 */
	void update(Map<String, ? extends @Nullable Object> changes) throws IOException {
		if (this.homeless) {
			throw new NoSuchFileException(this.path.toString());
		}
		byte[] content = present();
		replace((content != null) ? JsonText.merge(content, changes) : JsonText.write(changes));
	}

	private byte @Nullable [] present() throws IOException {
		try {
			byte[] content = RegularFile.read(this.path, MAX_SIZE);
			JsonFields.parse(content);
			return content;
		}
		catch (NoSuchFileException | InvalidJsonException ex) {
			return null;
		}
	}

	private void replace(byte[] content) throws IOException {
		Path directory = directory();
		Path written = Files.createTempFile(directory, this.path.getFileName() + ".", ".tmp",
				permissions(directory, "rw-------"));
		try {
			Files.write(written, content);
			try {
				Files.move(written, this.path, StandardCopyOption.ATOMIC_MOVE);
			}
			catch (AtomicMoveNotSupportedException ex) {
				Files.move(written, this.path, StandardCopyOption.REPLACE_EXISTING);
			}
		}
		finally {
			Files.deleteIfExists(written);
		}
	}

	private Path directory() throws IOException {
		Path directory = this.path.toAbsolutePath().getParent();
		if (directory == null) {
			throw new NoSuchFileException(this.path.toString());
		}
		if (!Files.isDirectory(directory)) {
			Files.createDirectories(directory, permissions(directory, "rwx------"));
		}
		return directory;
	}

	private static FileAttribute<?>[] permissions(Path path, String permissions) {
		boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
		return (posix)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	/**
	 * Do something while nobody else who knows of the lock does anything with the file.
	 * Where there can't be a lock, in a directory that can't be written, it is done
	 * without.
	 * @param <T> the type of the result
	 * @param task what to do
	 * @return the result
	 * @throws TimeoutException if somebody else holds the lock for too long
	 */
	<T> T exclusively(Supplier<T> task) throws TimeoutException {
		FileChannel channel = open();
		try {
			if (channel != null && !lock(channel)) {
				throw new TimeoutException("somebody else holds " + lockFile() + " and does not end");
			}
			return task.get();
		}
		finally {
			close(channel);
		}
	}

	private @Nullable FileChannel open() {
		if (this.homeless) {
			return null;
		}
		try {
			directory();
			if (Files.exists(lockFile()) && !Files.isRegularFile(lockFile())) {
				return null;
			}
			return FileChannel.open(lockFile(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
					permissions(this.path, "rw-------"));
		}
		catch (IOException ex) {
			return null;
		}
	}

	// Closing any channel of a file may release the locks that this JVM has on it: each
	// who waits does so with one channel, and not with a new one for each attempt.
	private boolean lock(FileChannel channel) {
		for (int attempt = 1; attempt <= LOCK_ATTEMPTS; attempt++) {
			try {
				if (channel.tryLock() != null) {
					return true;
				}
			}
			catch (OverlappingFileLockException ex) {
				// Another thread of this JVM has it.
			}
			catch (IOException ex) {
				// The file system knows no locks.
				return true;
			}
			if (!pause()) {
				return false;
			}
		}
		return false;
	}

	private static void close(@Nullable FileChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		catch (IOException ex) {
			// The lock is gone in any case.
		}
	}

	private Path lockFile() {
		return this.path.resolveSibling(this.path.getFileName() + ".lock");
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
