package io.awscredentials.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link RegularFile}.
 */
@Timeout(20)
class RegularFileTests {

	@TempDir
	private Path folder;

	private Path file;

	@BeforeEach
	void name() {
		this.file = this.folder.resolve("file");
	}

	@ParameterizedTest
	@CsvSource({ "0,1024", "1023,1024", "1024,1024" })
	void readGivesTheContent(int size, int maxSize) throws IOException {
		Files.write(this.file, new byte[size]);
		assertThat(RegularFile.read(this.file, maxSize)).hasSize(size);
	}

	@ParameterizedTest
	@CsvSource({ "1025,1024,1 KB", "1048577,1048576,1 MB", "65537,65536,64 KB" })
	void readWhenLargerFails(int size, int maxSize, String shown) throws IOException {
		Files.write(this.file, new byte[size]);
		assertThatReadingFails(this.file, maxSize, "is larger than " + shown);
	}

	@Test
	void readWhenTheSizeIsNotToldIsBounded() {
		Path file = Path.of("/proc/self/maps");
		assumeThat(file).isReadable();
		assertThatReadingFails(file, 1024, "is larger than 1 KB");
	}

	@Test
	void openWhenItGrowsIsBounded() throws IOException {
		Files.write(this.file, new byte[1024]);
		try (InputStream stream = RegularFile.open(this.file, 1024)) {
			Files.write(this.file, new byte[2048]);
			assertThatExceptionOfType(UnsuitableFileException.class).isThrownBy(stream::readAllBytes);
		}
		try (InputStream stream = RegularFile.open(this.file, 2048)) {
			Files.write(this.file, new byte[2049]);
			assertThatExceptionOfType(UnsuitableFileException.class).isThrownBy(() -> {
				while (stream.read() >= 0) {
					assertThat(stream).isNotNull();
				}
			});
		}
	}

	@Test
	void readFollowsLinks() throws IOException {
		Files.writeString(this.file, "content");
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), this.file);
		assertThat(RegularFile.read(link, 1024)).asString().isEqualTo("content");
	}

	@Test
	void readWhenPipeDoesNotWait() throws Exception {
		NoFiles.pipe(this.file);
		assertThatReadingFails(this.file, 1024, "is a pipe or a device, not a regular file");
	}

	@Test
	void readWhenDeviceFails() {
		assumeThat(NoFiles.DEVICE).isReadable();
		assertThatReadingFails(NoFiles.DEVICE, 1024, "is a pipe or a device, not a regular file");
	}

	@Test
	void readWhenFolderFails() {
		assertThatReadingFails(this.folder, 1024, "is a folder");
	}

	@Test
	void readWhenNullDeviceIsEmpty() throws IOException {
		Path device = Path.of("/dev/null");
		assumeThat(device).isReadable();
		assertThat(RegularFile.read(device, 1024)).isEmpty();
		assertThat(RegularFile.read(Files.createSymbolicLink(this.file, device), 1024)).isEmpty();
	}

	@Test
	void readWhenThereIsNoneFails() {
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> RegularFile.read(this.file, 1024));
	}

	private static void assertThatReadingFails(Path file, int maxSize, String message) {
		assertThatExceptionOfType(UnsuitableFileException.class).isThrownBy(() -> RegularFile.read(file, maxSize))
			.withMessage(message);
	}

}
