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

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		assumeThat(this.folder.getFileSystem().supportedFileAttributeViews()).contains("unix");
		this.folder = this.folder.toRealPath();
		this.file = Files.createFile(Files.createDirectory(this.folder.resolve("real")).resolve("file"));
		permit(this.file.getParent(), "rwxr-xr-x");
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
		permit(this.file.getParent(), "rwx---rwx");
		assertThat(OthersMayWrite.find(this.file)).isEqualTo(this.file.getParent());
	}

	@Test
	void findWhenFolderIsStickyIsNull() throws IOException {
		Files.setAttribute(this.file.getParent(), "unix:mode", 01777);
		assertThat(OthersMayWrite.find(this.file)).isNull();
	}

	@Test
	void findLooksBehindALink() throws IOException {
		Path link = link();
		assertThat(OthersMayWrite.find(link)).isNull();
		permit(this.file.getParent(), "rwxrwxrwx");
		assertThat(OthersMayWrite.find(link)).isEqualTo(this.file.getParent());
		permit(this.file, "rwxrwxrwx");
		assertThat(OthersMayWrite.find(link)).isEqualTo(this.file);
	}

	@Test
	void findLooksAtTheFolderOfALink() throws IOException {
		Path link = link();
		permit(link.getParent(), "rwxrwxrwx");
		assertThat(OthersMayWrite.find(link)).isEqualTo(link.getParent());
	}

	@Test
	void findWhenThereIsNoFileFails() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> OthersMayWrite.find(this.folder.resolve("none")));
	}

	private Path link() throws IOException {
		Path links = Files.createDirectory(this.folder.resolve("links"));
		permit(links, "rwxr-xr-x");
		return Files.createSymbolicLink(links.resolve("link"), this.file);
	}

	private static void permit(Path path, String permissions) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

}
