package io.awscredentials.source.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.awscredentials.CredentialsException;
import io.awscredentials.source.RegularFile;
import io.awscredentials.source.UnsuitableFileException;
import org.jspecify.annotations.Nullable;

/**
 * What was in one of the shared AWS files when it was read.
 */
final class FileSnapshot {

	private static final String MISSING = "does not exist";

	private static final int MAX_SIZE = 10 << 20;

	private final ProfileLocations.FileLocation location;

	private final byte[] content;

	private final @Nullable String remark;

	private final boolean unsuitable;

	private FileSnapshot(ProfileLocations.FileLocation location, byte[] content, @Nullable String remark,
			boolean unsuitable) {
		this.location = location;
		this.content = content;
		this.remark = remark;
		this.unsuitable = unsuitable;
	}

	/**
	 * Read a file. One that does not exist or can't be read, or a folder, has nothing in
	 * it: as with AWS's SDKs, a service without access to the home folder still finds
	 * credentials elsewhere.
	 * @param location the file
	 * @return what is in it
	 */
	static FileSnapshot read(ProfileLocations.FileLocation location) {
		if (location.homeless()) {
			return new FileSnapshot(location, new byte[0], "there is no home folder", false);
		}
		try {
			Path path = Path.of(location.path());
			if (Files.isDirectory(path)) {
				return new FileSnapshot(location, new byte[0], "can't be read: is a folder", false);
			}
			return new FileSnapshot(location, RegularFile.read(path, MAX_SIZE), null, false);
		}
		catch (UnsuitableFileException ex) {
			return new FileSnapshot(location, new byte[0], ex.getMessage(), true);
		}
		catch (NoSuchFileException ex) {
			return new FileSnapshot(location, new byte[0], MISSING, false);
		}
		catch (AccessDeniedException ex) {
			return new FileSnapshot(location, new byte[0], "can't be read: permission denied", false);
		}
		catch (InvalidPathException ex) {
			return new FileSnapshot(location, new byte[0], "can't be read: not a path", false);
		}
		catch (IOException ex) {
			return new FileSnapshot(location, new byte[0], "can't be read: " + ex.getMessage(), false);
		}
	}

	/**
	 * Read the file again.
	 * @return what is in it now, this very object if that is the same
	 */
	FileSnapshot readAgain() {
		FileSnapshot now = read(this.location);
		boolean same = Arrays.equals(now.content, this.content)
				&& String.valueOf(now.remark).equals(String.valueOf(this.remark));
		return (same) ? this : now;
	}

	/**
	 * Parse what was read.
	 * @return what the file says
	 * @throws CredentialsException if it does not have the format
	 */
	ParsedFile parse() {
		if (this.unsuitable) {
			throw ProfileErrors.unsuitable("The file " + this.location.path() + " " + this.remark);
		}
		if (this.remark != null) {
			return ParsedFile.empty(this.location.kind(), this.location.path(), this.remark, warnings(this.remark));
		}
		return ProfileFileParser.parse(this.location.kind(), this.location.path(), decode());
	}

	private List<String> warnings(String remark) {
		if (this.location.namedBy() != null) {
			return List.of("'" + this.location.namedBy() + "' names " + this.location.path() + ": " + remark);
		}
		boolean usual = this.location.homeless() || remark.equals(MISSING);
		return (usual) ? List.of() : List.of(this.location.path() + " " + remark);
	}

	private String decode() {
		if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
			throw ProfileErrors.parse(at(0), "The file is UTF-16 text, it has to be UTF-8", "Save the file as UTF-8");
		}
		int mark = (startsWith(0xEF, 0xBB, 0xBF)) ? 3 : 0;
		ByteBuffer bytes = ByteBuffer.wrap(this.content, mark, this.content.length - mark);
		CharBuffer text = CharBuffer.allocate(bytes.remaining());
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		CoderResult result = decoder.decode(bytes, text, true);
		if (result.isError()) {
			throw ProfileErrors.parse(at(bytes.position()), "The line is not UTF-8 text",
					"Save the file as UTF-8, or take the characters that are not plain letters out of that line");
		}
		return text.flip().toString();
	}

	private boolean startsWith(int... bytes) {
		if (this.content.length < bytes.length) {
			return false;
		}
		for (int i = 0; i < bytes.length; i++) {
			if (Byte.toUnsignedInt(this.content[i]) != bytes[i]) {
				return false;
			}
		}
		return true;
	}

	private FileLine at(int position) {
		int line = 1;
		for (int i = 0; i < position; i++) {
			line += (this.content[i] == '\n') ? 1 : 0;
		}
		return new FileLine(this.location.path(), line);
	}

}
