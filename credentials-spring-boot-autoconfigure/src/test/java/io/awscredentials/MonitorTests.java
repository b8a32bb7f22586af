package io.awscredentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds that no source and no call holds a monitor: it may wait for others, and a virtual
 * thread that waits with a monitor keeps its carrier before Java 24. There are locks.
 */
class MonitorTests {

	private static final Path SOURCES = Path.of("src/main/java/io/awscredentials");

	private static final Pattern SYNCHRONIZED = Pattern.compile("(?m)^(?!\\s*(?://|\\*)).*\\bsynchronized\\b");

	// The JDK's own monitor, which there is no other way to hold, on a platform thread.
	private static final String EXCEPTION = "ProgramRun.java";

	@Test
	void sourcesAndCallsHoldNoMonitor() throws IOException {
		assertThat(synchronizedFiles("source")).containsExactly(EXCEPTION);
		assertThat(synchronizedFiles("http")).isEmpty();
	}

	private static List<String> synchronizedFiles(String room) throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> SYNCHRONIZED.matcher(read(file)).find())
				.map((file) -> file.getFileName().toString())
				.toList();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
