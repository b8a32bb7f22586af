package io.awscredentials.integration;

import java.util.List;

/**
 * The threads that are ours.
 */
final class Threads {

	private Threads() {
	}

	static List<String> running() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("aws-credentials"))
			.toList();
	}

}
