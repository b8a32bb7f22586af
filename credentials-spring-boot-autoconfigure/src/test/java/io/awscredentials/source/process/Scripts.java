package io.awscredentials.source.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs for tests, written in the shell's language.
 */
final class Scripts {

	static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	static final InstantSource CLOCK = InstantSource.fixed(NOW);

	static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

	static final String JSON = "{\"Version\":1,\"AccessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"" + SECRET
			+ "\"}";

	static final String PRINT_JSON = "printf '%s' '" + JSON + "'";

	private final Path folder;

	Scripts(Path folder) {
		this.folder = folder;
	}

	Path write(String name, String... lines) {
		try {
			Path script = Files.writeString(this.folder.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
			return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	ProcessOptions options(String... lines) {
		return command(write("helper", lines).toString());
	}

	static ProcessOptions command(String program, String... arguments) {
		List<String> command = new ArrayList<>(List.of(program));
		command.addAll(List.of(arguments));
		return ProcessOptions.of(command).withTimeout(Duration.ofSeconds(20));
	}

	static ProcessCredentialsSource source(ProcessOptions options) {
		return new ProcessCredentialsSource(options, CLOCK);
	}

}
