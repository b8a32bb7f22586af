package io.awscredentials.source.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.awscredentials.FuzzTargets.Target;

/**
 * What a process is started with, and what it prints.
 */
public final class ProcessFuzz {

	private ProcessFuzz() {
	}

	/**
	 * Return the targets.
	 * @return the targets by name
	 */
	public static Map<String, Target> targets() {
		return Map.of("process-command", Target.text(CommandLine::splitPosix), "process-command-windows",
				Target.text(CommandLine::splitWindows), "process-output",
				(input) -> new ProcessOutput("vend", input).credentials(Instant.EPOCH, Duration.ofMinutes(15)));
	}

}
