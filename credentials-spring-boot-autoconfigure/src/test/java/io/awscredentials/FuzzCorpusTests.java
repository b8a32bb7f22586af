package io.awscredentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the inputs that fuzzing begins with, and those that once went wrong.
 */
class FuzzCorpusTests {

	private static final Path CORPUS = Path.of("src/test/fuzz");

	@TestFactory
	Stream<DynamicTest> inputs() throws IOException {
		return files().stream()
			.map((file) -> DynamicTest.dynamicTest(file.getFileName().toString(),
					() -> FuzzTargets.fuzzerTestOneInput(Files.readAllBytes(file))));
	}

	@Test
	void everyTargetHasAnInput() throws IOException {
		List<String> first = files().stream().map(FuzzCorpusTests::firstLine).toList();
		assertThat(first).containsAll(FuzzTargets.names());
	}

	private static String firstLine(Path file) {
		try {
			return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n", 2)[0];
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(CORPUS)) {
			return files.sorted().toList();
		}
	}

}
