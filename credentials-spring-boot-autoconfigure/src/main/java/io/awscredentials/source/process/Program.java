package io.awscredentials.source.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.OthersMayWrite;
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
			program = (hasSeparator()) ? explicit() : onPath();
		}
		catch (InvalidPathException ex) {
			throw failure("can't be run: that is not a path", "Correct the first word of the command");
		}
		requireNobodyElseWrites(program);
		return program;
	}

	private boolean hasSeparator() {
		return this.name.indexOf('/') >= 0 || this.name.indexOf(File.separatorChar) >= 0;
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
		String path = this.options.environment().getOrDefault("PATH", System.getenv("PATH"));
		String searched = (path != null) ? path : DEFAULT_PATH;
		for (String folder : searched.split(File.pathSeparator)) {
			Path program = executable(resolve(folder).resolve(this.name));
			if (program != null) {
				return program;
			}
		}
		throw failure("was not found on PATH, which is " + searched,
				"Install the program, write its whole path, or correct the PATH of this service");
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

	private void requireNobodyElseWrites(Path program) {
		Path open;
		try {
			open = OthersMayWrite.find(program);
		}
		catch (IOException ex) {
			throw failure("is not run: who may write to '" + program + "' can't be found out",
					"Check the permissions of the file and its folders");
		}
		if (open != null) {
			throw failure("is not run, since others may write to '" + open + "'",
					"Take that permission away: chmod o-w " + open);
		}
	}

	private CredentialsException failure(String problem, String advice) {
		return new CredentialsException(CredentialsErrorCode.PROCESS_EXECUTION, ProcessCredentialsSource.NAME,
				"The program '" + this.name + "' " + problem)
			.withAdvice(advice)
			.withRetryable(false);
	}

}
