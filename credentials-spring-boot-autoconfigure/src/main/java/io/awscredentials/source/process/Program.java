package io.awscredentials.source.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.UntrustedFileException;
import org.jspecify.annotations.Nullable;

/**
 * The program of a command, before it is run: found as the operating system would find
 * it, and checked, since what is checked must be what is run.
 */
final class Program {

	private static final String DEFAULT_PATH = "/usr/bin:/bin";

	private static final boolean WINDOWS = File.separatorChar == '\\';

	private final String name;

	private final ProcessOptions options;

	private Program(ProcessOptions options) {
		this.name = options.command().get(0);
		this.options = options;
	}

	/**
	 * Find the program of a command.
	 * @param options the command
	 * @return the absolute path of a file that can be executed and that others can't
	 * replace
	 */
	static Path find(ProcessOptions options) {
		return new Program(options).find();
	}

	private Path find() {
		Path directory = this.options.workingDirectory();
		if (directory != null && !Files.isDirectory(directory)) {
			throw failure("can't be run: its working directory '" + directory + "' is not a folder",
					"Create the folder, or correct 'process.working-directory'");
		}
		Path program;
		try {
			program = (hasSeparator(this.name)) ? explicit() : onPath();
		}
		catch (InvalidPathException ex) {
			throw failure("can't be run: that is not a path", "Correct the first word of the command");
		}
		Path definition = this.options.trust().file();
		if (definition != null) {
			requireTrusted(definition);
		}
		requireTrusted(program);
		new CodeArguments(this::resolve, this::executable).of(this.options.command()).forEach(this::requireTrusted);
		return program;
	}

	private static boolean hasSeparator(String name) {
		return name.contains("/") || name.contains(File.separator);
	}

	private @Nullable Path executable(String name) {
		return (hasSeparator(name)) ? executable(resolve(name)) : onPath(name);
	}

	private Path explicit() {
		Path path = resolve(this.name);
		Path program = executable(path);
		if (program != null) {
			return program;
		}
		String shown = (path.toString().equals(this.name)) ? "" : " '" + path + "'";
		if (Files.isDirectory(path)) {
			throw failure("can't be run:" + shown + " is a directory", "Name the program in that folder");
		}
		if (Files.exists(path)) {
			throw failure("can't be run:" + shown + " is not executable", "Allow it: chmod u+x " + path);
		}
		throw failure("can't be run: no such file" + shown,
				(this.name.startsWith("~") || this.name.contains("$"))
						? "Write the whole path: there is no shell that would replace ~ or a variable"
						: "Correct the path; a relative one starts from the working directory of the process");
	}

	private Path onPath() {
		Path program = onPath(this.name);
		if (program == null) {
			throw failure("was not found on PATH, which is " + searchPath(),
					"Install the program, write its whole path, or correct the PATH of this service");
		}
		return program;
	}

	private @Nullable Path onPath(String name) {
		for (String folder : searchPath().split(File.pathSeparator)) {
			Path program = executable(resolve(folder).resolve(name));
			if (program != null) {
				return program;
			}
		}
		return null;
	}

	private String searchPath() {
		String path = this.options.environment().getOrDefault("PATH", System.getenv("PATH"));
		return (path != null) ? path : DEFAULT_PATH;
	}

	private Path resolve(String path) {
		Path directory = this.options.workingDirectory();
		return ((directory != null) ? directory.resolve(path) : Path.of(path)).toAbsolutePath();
	}

	private static @Nullable Path executable(Path path) {
		if (Files.isRegularFile(path) && Files.isExecutable(path)) {
			return path;
		}
		return (WINDOWS && !path.toString().endsWith(".exe")) ? executable(Path.of(path + ".exe")) : null;
	}

	private void requireTrusted(Path file) {
		try {
			this.options.trust().owners().check(file);
		}
		catch (UntrustedFileException ex) {
			throw failure("is not run, since " + ex.getMessage(), ex.advice(this.options.trust().property()));
		}
		catch (IOException ex) {
			throw failure("is not run: who may write to '" + file + "' can't be found out",
					"Check that the file is there, and the permissions of its folders");
		}
	}

	private CredentialsException failure(String problem, String advice) {
		return new CredentialsException(CredentialsErrorCode.PROCESS_EXECUTION, ProcessCredentialsSource.NAME,
				"The program '" + this.name + "' " + problem)
			.withAdvice(advice)
			.withRetryable(false);
	}

}
