package io.awscredentials.source.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * A program and everything it started. All of them inherit a variable whose value is
 * unique, so that on Linux a process is found here even after its parent has exited and
 * it is nobody's descendant any more, an idea of Jenkins' {@code ProcessTreeKiller}.
 */
final class ProcessTree {

	// Does not begin like the properties of this starter: the program may use it, too.
	private static final String VARIABLE = "CREDENTIAL_PROCESS_RUNS";

	// A process may start another one while their table is being read.
	private static final int ROUNDS = 10;

	/**
	 * How often in a row nothing has to be found before nothing is there: a process shows
	 * no environment in the moment in which it becomes another program.
	 */
	static final int SURE = 2;

	private final String id;

	private final Path table;

	ProcessTree() {
		this(Path.of("/proc"));
	}

	ProcessTree(Path table) {
		this.table = table;
		// Unique is enough, nobody has to be kept from guessing it: a secure random would
		// cost a first retrieval more than the program.
		ThreadLocalRandom random = ThreadLocalRandom.current();
		this.id = Long.toHexString(random.nextLong()).concat(Long.toHexString(random.nextLong()));
	}

	/**
	 * Mark a process that is about to be started, and whatever it starts. The marks of
	 * those that this process was started by stay.
	 * @param environment its environment
	 */
	void mark(Map<String, String> environment) {
		environment.merge(VARIABLE, this.id, (outer, own) -> outer + "," + own);
	}

	/**
	 * Kill a process and all others of the tree.
	 * @param root the process
	 */
	void kill(ProcessHandle root) {
		List<ProcessHandle> found = new ArrayList<>(List.of(root));
		root.descendants().forEach(found::add);
		int quiet = 0;
		for (int round = 0; round < ROUNDS && quiet < SURE; round++) {
			found.forEach(ProcessHandle::destroyForcibly);
			found = find(this::hasMark);
			quiet = (found.isEmpty()) ? quiet + 1 : 0;
		}
	}

	/**
	 * Return whether one of them is left that may still print something: its standard
	 * output is a pipe. Known on Linux only.
	 * @return whether there is such a process
	 */
	boolean hasOutput() {
		return !find((process) -> hasMark(process) && isPipe(process.resolve("fd/1"))).isEmpty();
	}

	private List<ProcessHandle> find(Predicate<Path> condition) {
		List<ProcessHandle> found = new ArrayList<>();
		for (Path process : list(this.table)) {
			String name = process.getFileName().toString();
			if (Character.isDigit(name.charAt(0)) && condition.test(process)) {
				// The number may have passed to another process since; a handle knows.
				ProcessHandle.of(Long.parseLong(name))
					.filter((handle) -> condition.test(process))
					.ifPresent(found::add);
			}
		}
		return found;
	}

	private boolean hasMark(Path process) {
		try {
			byte[] environment = Files.readAllBytes(process.resolve("environ"));
			return new String(environment, StandardCharsets.ISO_8859_1).contains(this.id);
		}
		catch (IOException ex) {
			// It is gone, or another user's.
			return false;
		}
	}

	private static boolean isPipe(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static List<Path> list(Path folder) {
		List<Path> entries = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
			stream.forEach(entries::add);
		}
		catch (IOException | DirectoryIteratorException ex) {
			// Not Linux, or the process is gone.
		}
		return entries;
	}

}
