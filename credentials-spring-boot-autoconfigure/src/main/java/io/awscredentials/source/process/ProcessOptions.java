package io.awscredentials.source.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * What to run for credentials, and within which bounds. Its string representation shows
 * neither arguments nor variables, since they may be secrets.
 *
 * @param command the program and its arguments, a word each
 * @param timeout how long the program may run
 * @param duration how long credentials live that the program prints without an expiration
 * @param maxOutput how many bytes the program may print on standard output
 * @param environment variables of the program, beside those it inherits
 * @param workingDirectory the working directory of the program, or {@code null} for the
 * one of this process
 * @param trust who may change what is run
 */
public record ProcessOptions(List<String> command, Duration timeout, Duration duration, int maxOutput,
		Map<String, String> environment, @Nullable Path workingDirectory, ProcessTrust trust) {

	/**
	 * Create a new instance.
	 * @throws CredentialsException with {@link CredentialsErrorCode#CONFIGURATION} if the
	 * options can't be used
	 */
	public ProcessOptions {
		command = List.copyOf(command);
		environment = Map.copyOf(environment);
		check(!command.isEmpty() && !command.get(0).isBlank(), "'process.command' names no program");
		for (String word : command) {
			check(!hasNul(word), "'process.command' contains a NUL character");
		}
		check(isPositive(timeout), "'process.timeout' is not positive");
		check(isPositive(duration), "'process.duration' is not positive");
		check(maxOutput > 0, "'process.max-output' is not positive");
		for (Map.Entry<String, String> variable : environment.entrySet()) {
			check(isVariable(variable.getKey(), variable.getValue()),
					"'process.environment' contains a variable that can't be set, its name is empty or contains '=', "
							+ "or there is a NUL character in it");
		}
	}

	/**
	 * Return the options of a command that are the defaults in everything else: a minute,
	 * 15 minutes, 8 KB, nothing but what is inherited, nobody but root and the user of
	 * this service.
	 * @param command the program and its arguments, a word each
	 * @return the options
	 */
	public static ProcessOptions of(List<String> command) {
		return new ProcessOptions(command, Duration.ofMinutes(1), Duration.ofMinutes(15), 8192, Map.of(), null,
				ProcessTrust.defaults());
	}

	/**
	 * Return these options with another limit of time.
	 * @param timeout how long the program may run
	 * @return the options
	 */
	public ProcessOptions withTimeout(Duration timeout) {
		return new ProcessOptions(this.command, timeout, this.duration, this.maxOutput, this.environment,
				this.workingDirectory, this.trust);
	}

	/**
	 * Return these options with another lifetime.
	 * @param duration how long credentials live that have no expiration
	 * @return the options
	 */
	public ProcessOptions withDuration(Duration duration) {
		return new ProcessOptions(this.command, this.timeout, duration, this.maxOutput, this.environment,
				this.workingDirectory, this.trust);
	}

	/**
	 * Return these options with another limit of output.
	 * @param maxOutput how many bytes the program may print on standard output
	 * @return the options
	 */
	public ProcessOptions withMaxOutput(int maxOutput) {
		return new ProcessOptions(this.command, this.timeout, this.duration, maxOutput, this.environment,
				this.workingDirectory, this.trust);
	}

	/**
	 * Return these options with other variables.
	 * @param environment variables beside those inherited
	 * @return the options
	 */
	public ProcessOptions withEnvironment(Map<String, String> environment) {
		return new ProcessOptions(this.command, this.timeout, this.duration, this.maxOutput, environment,
				this.workingDirectory, this.trust);
	}

	/**
	 * Return these options with another working directory.
	 * @param workingDirectory the directory, or {@code null} for the one of this process
	 * @return the options
	 */
	public ProcessOptions withWorkingDirectory(@Nullable Path workingDirectory) {
		return new ProcessOptions(this.command, this.timeout, this.duration, this.maxOutput, this.environment,
				workingDirectory, this.trust);
	}

	/**
	 * Return these options with another rule for who may change what is run.
	 * @param trust who may
	 * @return the options
	 */
	public ProcessOptions withTrust(ProcessTrust trust) {
		return new ProcessOptions(this.command, this.timeout, this.duration, this.maxOutput, this.environment,
				this.workingDirectory, trust);
	}

	private static void check(boolean valid, String message) {
		if (!valid) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, ProcessCredentialsSource.NAME, message);
		}
	}

	private static boolean isPositive(Duration duration) {
		return !duration.isNegative() && !duration.isZero();
	}

	private static boolean isVariable(String name, String value) {
		return !name.isEmpty() && !name.contains("=") && !hasNul(name) && !hasNul(value);
	}

	private static boolean hasNul(String text) {
		return text.contains("\0");
	}

	@Override
	public String toString() {
		return "ProcessOptions[program=" + this.command.get(0) + ", timeout=" + this.timeout + ", duration="
				+ this.duration + ", maxOutput=" + this.maxOutput + ", workingDirectory="
				+ ((this.workingDirectory != null) ? this.workingDirectory : "inherited") + "]";
	}

}
