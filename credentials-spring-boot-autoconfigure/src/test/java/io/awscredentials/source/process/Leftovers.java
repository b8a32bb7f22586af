package io.awscredentials.source.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a retrieval might leave: threads, pipes and processes.
 */
final class Leftovers {

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	private final long pipes = pipes();

	private final Set<Thread> threads = Thread.getAllStackTraces().keySet();

	/**
	 * Check that there are soon no more threads than when this was created, but those of
	 * the JDK that watch processes and those of the test, and no more pipes, as soon as
	 * the JDK has let go of them.
	 */
	void assertNone() {
		Awaitility.await()
			.untilAsserted(() -> assertThat(threads()).extracting(Thread::getName)
				.allMatch((name) -> Stream.of("process reaper", "awaitility", "junit").anyMatch(name::startsWith)));
		Awaitility.await().until(() -> pipes() <= this.pipes);
	}

	private Set<Thread> threads() {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeAll(this.threads);
		return threads;
	}

	static void assertGone(Path pidFile) {
		Awaitility.await().untilAsserted(() -> assertThat(isRunning(pidFile)).isFalse());
	}

	/**
	 * Return whether a process runs whose number a script has written to a file. A
	 * process that is dead but not collected by its parent does not.
	 */
	static boolean isRunning(Path pidFile) throws IOException {
		Path status = Path.of("/proc", Files.readString(pidFile).strip(), "stat");
		try {
			String stat = Files.readString(status);
			return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
		}
		catch (IOException ex) {
			return false;
		}
	}

	static void kill(Path pidFile) throws IOException {
		ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())).ifPresent(ProcessHandle::destroyForcibly);
	}

	static long pipes() {
		try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
			return descriptors.map(Leftovers::target).filter((t) -> t.startsWith("pipe:")).count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

}
