package io.awscredentials.source.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;

/**
 * Runs a program and reads the credentials it prints, in the format of
 * {@code credential_process}. The program is run without a shell, gets nothing on
 * standard input and has to end in time; what it prints on standard output never shows up
 * anywhere, and what it prints on standard error only masked, in the message of a
 * failure.
 */
public final class ProcessCredentialsSource implements CredentialsSource {

	static final String NAME = "Process";

	private final ProcessOptions options;

	private final InstantSource clock;

	/**
	 * Create a new instance.
	 * @param options what to run
	 * @param clock tells when credentials without an expiration start to live, and
	 * whether others have expired
	 */
	public ProcessCredentialsSource(ProcessOptions options, InstantSource clock) {
		this.options = options;
		this.clock = clock;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Credentials retrieve() {
		Path program = Program.find(this.options);
		try {
			ProgramRun run = ProgramRun.complete(this.options, program);
			return switch (run.end()) {
				case EXITED -> read(run);
				case TIMED_OUT -> throw failure(CredentialsErrorCode.PROCESS_TIMEOUT,
						"did not end within " + show(this.options.timeout()) + withErrors(run));
				case TOO_LARGE -> throw failure(CredentialsErrorCode.PROCESS_OUTPUT_TOO_LARGE,
						"printed more than " + this.options.maxOutput() + " bytes");
			};
		}
		catch (IOException ex) {
			throw notStarted(program, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure(CredentialsErrorCode.PROCESS_EXECUTION,
					"was killed, since the thread that waited for it was interrupted");
		}
	}

	private Credentials read(ProgramRun run) {
		int exitCode = run.exitCode();
		if (exitCode != 0) {
			throw failure(CredentialsErrorCode.PROCESS_EXECUTION,
					"failed with exit code " + exitCode + withErrors(run));
		}
		Instant now = this.clock.instant();
		return new ProcessOutput(this.options.command().get(0), run.output()).credentials(now, this.options.duration());
	}

	private String withErrors(ProgramRun run) {
		ErrorOutput errors = run.errors();
		String text = new SecretMask(this.options).mask(errors.text(), errors.isCut());
		return (text.isEmpty()) ? ", and said nothing readable on standard error" : ": " + text;
	}

	private CredentialsException notStarted(Path program, IOException ex) {
		// The words of the operating system: the command is not among them.
		Throwable cause = ex.getCause();
		String reason = (cause != null) ? " (" + cause.getMessage() + ")" : "";
		return new CredentialsException(CredentialsErrorCode.PROCESS_EXECUTION, NAME,
				"The program '" + program + "' could not be started" + reason)
			.withAdvice("Check that it is a program for this machine, or a script whose first line names an "
					+ "interpreter that is there; else look at the limits of memory and processes");
	}

	private CredentialsException failure(CredentialsErrorCode code, String problem) {
		return new CredentialsException(code, NAME, "The program '" + this.options.command().get(0) + "' " + problem);
	}

	private static String show(Duration duration) {
		long millis = duration.toMillis();
		return (millis % 1000 == 0) ? millis / 1000 + " s" : millis + " ms";
	}

}
