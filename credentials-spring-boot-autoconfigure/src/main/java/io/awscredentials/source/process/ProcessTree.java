package io.awscredentials.source.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A program and everything it started. All of them inherit a variable whose value is
 * unique, so that on Linux a process is found here even after its parent has exited and
 * it is nobody's descendant any more, an idea of Jenkins' {@code ProcessTreeKiller}.
 */
final class ProcessTree {

	static final String MARK = "AWS_CREDENTIALS_PROCESS_ID";

	// A process may start another one while its table is being read.
	private static final int ROUNDS = 10;

	private static final Path PROC = Path.of("/proc");

	private final ProcessHandle root;

	private final String mark;

	ProcessTree(Process root, String mark) {
		this.root = root.toHandle();
		this.mark = mark;
	}

	/**
	 * Return a value for the variable {@link #MARK}.
	 * @return a value that no other run has
	 */
	static String newMark() {
		// Unique is enough, nobody has to be kept from guessing it: a secure random would
		// cost a first retrieval more than the program.
		ThreadLocalRandom random = ThreadLocalRandom.current();
		return Long.toHexString(random.nextLong()).concat(Long.toHexString(random.nextLong()));
	}

	/**
	 * Kill all of them.
	 */
	void kill() {
		List<ProcessHandle> tree = new ArrayList<>(List.of(this.root));
		this.root.descendants().forEach(tree::add);
		for (int round = 0; round < ROUNDS && !tree.isEmpty(); round++) {
			tree.forEach(ProcessHandle::destroyForcibly);
			tree = marked();
		}
	}

	/**
	 * Return whether one of them can still write to us: it and this process have a pipe
	 * in common. Known on Linux only.
	 * @return whether there is such a process
	 */
	boolean hasPipe() {
		Set<String> ours = pipes("self");
		return marked().stream()
			.anyMatch((process) -> !Collections.disjoint(ours, pipes(Long.toString(process.pid()))));
	}

	private List<ProcessHandle> marked() {
		List<ProcessHandle> marked = new ArrayList<>();
		for (Path entry : list(PROC)) {
			if (isMarked(entry)) {
				// The number may have passed to another process since; a handle knows.
				ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
					.filter((process) -> isMarked(entry))
					.ifPresent(marked::add);
			}
		}
		return marked;
	}

	private boolean isMarked(Path entry) {
		if (!Character.isDigit(entry.getFileName().toString().charAt(0))) {
			return false;
		}
		try {
			byte[] environment = Files.readAllBytes(entry.resolve("environ"));
			return new String(environment, StandardCharsets.ISO_8859_1).contains(MARK + "=" + this.mark + "\0");
		}
		catch (IOException ex) {
			// It is gone, or another user's.
			return false;
		}
	}

	private static Set<String> pipes(String process) {
		Set<String> pipes = new HashSet<>();
		for (Path descriptor : list(PROC.resolve(process).resolve("fd"))) {
			String target = target(descriptor);
			if (target.startsWith("pipe:")) {
				pipes.add(target);
			}
		}
		return pipes;
	}

	private static String target(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static List<Path> list(Path folder) {
		List<Path> entries = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
			stream.forEach(entries::add);
		}
		catch (IOException ex) {
			// Not Linux, or the process is gone.
		}
		return entries;
	}

}
