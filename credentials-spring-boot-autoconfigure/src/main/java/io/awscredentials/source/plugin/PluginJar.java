package io.awscredentials.source.plugin;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.RegularFile;
import io.awscredentials.source.TrustedOwners;
import io.awscredentials.source.UnsuitableFileException;
import io.awscredentials.source.UntrustedFileException;
import org.jspecify.annotations.Nullable;

/**
 * The jar of a plugin as it was read and checked: a private copy, so that what is loaded
 * is what was checked, whatever becomes of the file meanwhile.
 */
final class PluginJar implements Closeable {

	private static final long MAX_SIZE = 256L << 20;

	private final Path path;

	private final String sha256;

	private final JarFile copy;

	private PluginJar(Path path, String sha256, JarFile copy) {
		this.path = path;
		this.sha256 = sha256;
		this.copy = copy;
	}

	/**
	 * Check a jar and copy it.
	 * @param options which jar, and its checksum
	 * @param folder where the copy is made, which disappears from there at once
	 * @return the jar
	 */
	static PluginJar open(PluginOptions options, Path folder) {
		Path path = options.jar();
		check(options);
		Path copy = emptyCopy(path, folder);
		try {
			String sha256 = copy(path, copy);
			if (options.sha256() != null && !options.sha256().equals(sha256)) {
				throw new CredentialsException(CredentialsErrorCode.PLUGIN_CHECKSUM, PluginCredentialsSource.NAME,
						"The plugin '" + path + "' is not loaded: its SHA-256 is " + sha256 + ", not "
								+ options.sha256());
			}
			return new PluginJar(path, sha256, new JarFile(copy.toFile(), true, ZipFile.OPEN_READ | ZipFile.OPEN_DELETE,
					JarFile.runtimeVersion()));
		}
		catch (ZipException ex) {
			throw failure(path, "is not a jar, or not all of it is there (" + ex.getMessage() + ")")
				.withAdvice("Build or copy the jar again; put it in place by renaming it, so that it is never seen "
						+ "half-written");
		}
		catch (UnsuitableFileException ex) {
			throw failure(path, String.valueOf(ex.getMessage()));
		}
		catch (IOException ex) {
			throw failure(path, "can't be read: " + ex);
		}
		finally {
			// Nothing to do on systems where a file can be deleted while it is open.
			delete(copy);
		}
	}

	/**
	 * Check a jar and return its checksum.
	 * @param options which jar
	 * @return the SHA-256, in hexadecimal
	 */
	static String sha256(PluginOptions options) {
		Path path = options.jar();
		check(options);
		try {
			return copy(path, OutputStream.nullOutputStream());
		}
		catch (UnsuitableFileException ex) {
			throw failure(path, String.valueOf(ex.getMessage()));
		}
		catch (IOException ex) {
			throw failure(path, "can't be read: " + ex);
		}
	}

	private static void check(PluginOptions options) {
		Path path = options.jar();
		if (!Files.exists(path)) {
			throw failure(path, "is not there");
		}
		requireTrusted(path, path, options.trustedOwners());
	}

	private static void requireTrusted(Path path, Path file, TrustedOwners owners) {
		try {
			owners.check(file);
		}
		catch (UntrustedFileException ex) {
			throw failure(path, "is not loaded, since " + ex.getMessage())
				.withAdvice(ex.advice("plugin.trusted-owners"));
		}
		catch (IOException ex) {
			throw failure(path, "is not loaded: who may write to '" + file + "' can't be found out: " + ex);
		}
	}

	private static Path emptyCopy(Path path, Path folder) {
		Path copy = null;
		try {
			copy = Files.createTempFile(folder, "aws-credentials-plugin", ".jar");
			requireTrusted(path, copy, TrustedOwners.defaults());
			return copy;
		}
		catch (IOException ex) {
			throw failure(path, "is not loaded: no private copy can be made in '" + folder + "': " + ex)
				.withAdvice("Give this service a temporary folder it may write to: -Djava.io.tmpdir=...");
		}
		catch (CredentialsException ex) {
			delete(copy);
			throw ex;
		}
	}

	private static String copy(Path path, Path copy) throws IOException {
		try (OutputStream output = Files.newOutputStream(copy)) {
			return copy(path, output);
		}
	}

	private static String copy(Path path, OutputStream output) throws IOException {
		MessageDigest digest = digest();
		try (InputStream input = RegularFile.open(path, MAX_SIZE)) {
			input.transferTo(new DigestOutputStream(output, digest));
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	private static void delete(@Nullable Path copy) {
		try {
			if (copy != null) {
				Files.deleteIfExists(copy);
			}
		}
		catch (IOException ex) {
			// Deleted when it is closed, then
		}
	}

	private static CredentialsException failure(Path path, String problem) {
		return new CredentialsException(CredentialsErrorCode.PLUGIN_LOAD, PluginCredentialsSource.NAME,
				"The plugin '" + path + "' " + problem);
	}

	Path path() {
		return this.path;
	}

	String sha256() {
		return this.sha256;
	}

	/**
	 * Return whether there is an entry.
	 * @param name its name
	 * @return whether it is there
	 */
	boolean has(String name) {
		return this.copy.getJarEntry(name) != null;
	}

	/**
	 * Return the content of an entry, of the version that is for this Java.
	 * @param name its name
	 * @return the content
	 * @throws FileNotFoundException if there is no such entry
	 * @throws IOException if it can't be read
	 */
	byte[] read(String name) throws IOException {
		JarEntry entry = this.copy.getJarEntry(name);
		if (entry == null) {
			throw new FileNotFoundException(name);
		}
		try (InputStream input = this.copy.getInputStream(entry)) {
			return input.readAllBytes();
		}
	}

	@Override
	public void close() throws IOException {
		this.copy.close();
	}

}
