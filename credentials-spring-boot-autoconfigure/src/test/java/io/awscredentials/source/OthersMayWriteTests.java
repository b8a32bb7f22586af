package io.awscredentials.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link OthersMayWrite}.
 */
class OthersMayWriteTests {

	@TempDir
	private Path folder;

	private Path real;

	private Path links;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		assumeThat(this.folder.getFileSystem().supportedFileAttributeViews()).contains("unix");
		this.folder = this.folder.toRealPath();
		this.real = Files.createDirectory(this.folder.resolve("real"));
		this.links = Files.createDirectory(this.folder.resolve("links"));
		this.file = Files.createFile(this.real.resolve("file"));
		permit(this.real, "rwxr-xr-x");
		permit(this.links, "rwxr-xr-x");
		permit(this.file, "rwxrwxr-x");
	}

	@Test
	void findWhenOnlyOwnerAndGroupMayWriteIsNull() throws IOException {
		assertThat(OthersMayWrite.find(this.file)).isNull();
	}

	@Test
	void findWhenOthersMayWriteToFileIsTheFile() throws IOException {
		permit(this.file, "rwx----w-");
		assertThat(OthersMayWrite.find(this.file)).isEqualTo(this.file);
	}

	@Test
	void findWhenOthersMayWriteToFolderIsTheFolder() throws IOException {
		permit(this.real, "rwx---rwx");
		assertThat(OthersMayWrite.find(this.file)).isEqualTo(this.real);
	}

	@Test
	void findWhenFolderIsStickyIsNull() throws IOException {
		Files.setAttribute(this.real, "unix:mode", 01777);
		assertThat(OthersMayWrite.find(this.file)).isNull();
	}

	@Test
	void findLooksBehindALink() throws IOException {
		Path link = link();
		assertThat(OthersMayWrite.find(link)).isNull();
		permit(this.real, "rwxrwxrwx");
		assertThat(OthersMayWrite.find(link)).isEqualTo(this.real);
		permit(this.file, "rwxrwxrwx");
		assertThat(OthersMayWrite.find(link)).isEqualTo(this.file);
	}

	@Test
	void findLooksAtTheFolderOfALink() throws IOException {
		Path link = link();
		permit(this.links, "rwxrwxrwx");
		assertThat(OthersMayWrite.find(link)).isEqualTo(this.links);
	}

	@Test
	void findWhenThereIsNoFileFails() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> OthersMayWrite.find(this.folder.resolve("none")));
	}

	private Path link() throws IOException {
		return Files.createSymbolicLink(this.links.resolve("link"), this.file);
	}

	private static void permit(Path path, String permissions) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

}
