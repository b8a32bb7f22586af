package io.awscredentials.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class VendCredentialsTests {

	private static final Path PROGRAM = Path.of("src/main/vendor/VendCredentials.java").toAbsolutePath();

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	@TempDir
	private Path folder;

	private Path output;

	private Path errors;

	@BeforeEach
	void setUp() {
		this.output = this.folder.resolve("output");
		this.errors = this.folder.resolve("errors");
	}

	@Test
	void printsTheCredentialProcessFormat() throws Exception {
		assertThat(run()).isZero();
		assertThat(this.output).content()
			.contains("\"Version\": 1")
			.containsPattern("\"AccessKeyId\": \"ASIA[A-Z2-7]{16}\"")
			.containsPattern("\"Expiration\": \"[-0-9]+T[:0-9]+Z\"");
	}

	@Test
	void failsWhileTheFileIsThere() throws Exception {
		Files.createFile(this.folder.resolve("vendor.fail"));
		assertThat(run()).isNotZero();
		assertThat(this.output).isEmptyFile();
		assertThat(this.errors).content().contains("vendor.fail");
	}

	@Test
	void printsNoiseWhenAskedTo() throws Exception {
		Files.writeString(this.folder.resolve("vendor.fail"), "noise\n");
		assertThat(run()).isZero();
		assertThat(this.output).content().doesNotContain("AccessKeyId");
	}

	private int run() throws IOException, InterruptedException {
		return new ProcessBuilder(JAVA.toString(), PROGRAM.toString()).directory(this.folder.toFile())
			.redirectOutput(this.output.toFile())
			.redirectError(this.errors.toFile())
			.start()
			.waitFor();
	}

}
