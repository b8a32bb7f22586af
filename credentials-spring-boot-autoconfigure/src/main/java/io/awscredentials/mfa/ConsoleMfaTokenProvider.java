package io.awscredentials.mfa;

import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import org.jspecify.annotations.Nullable;

/**
 * Asks for codes on the console, with a time limit. It looks for input and never blocks
 * in reading it, so that an interruption ends it at once. Thread-safe: one question at a
 * time.
 *
 * @since 0.1.0
 */
public final class ConsoleMfaTokenProvider implements MfaTokenProvider {

	private static final long POLL_MILLIS = 100;

	private static final int MAX_LINE = 256;

	private final Reader in;

	private final PrintWriter out;

	private final Duration timeout;

	private final ReentrantLock lock = new ReentrantLock();

	private boolean unanswered;

	/**
	 * Create a new instance that uses the console, or standard input and standard error
	 * if there is none.
	 * @param timeout how long a person has to answer
	 */
	public ConsoleMfaTokenProvider(Duration timeout) {
		this(timeout, System.console());
	}

	private ConsoleMfaTokenProvider(Duration timeout, @Nullable Console console) {
		this((console != null) ? console.reader() : new InputStreamReader(System.in, Charset.defaultCharset()),
				(console != null) ? console.writer() : new PrintWriter(System.err, true), timeout);
	}

	/**
	 * Create a new instance.
	 * @param in where the answers come from
	 * @param out where the questions go to
	 * @param timeout how long a person has to answer
	 */
	public ConsoleMfaTokenProvider(Reader in, Writer out, Duration timeout) {
		this.in = in;
		this.out = new PrintWriter(out, true);
		this.timeout = timeout;
	}

	@Override
	public String tokenCode(MfaChallenge challenge) {
		try {
			this.lock.lockInterruptibly();
			try {
				return ask(challenge);
			}
			finally {
				this.lock.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure(challenge, "the question was withdrawn");
		}
		catch (IOException ex) {
			throw failure(challenge, "the console can't be read");
		}
	}

	private String ask(MfaChallenge challenge) throws IOException, InterruptedException {
		if (this.unanswered) {
			skipInput();
		}
		this.unanswered = true;
		this.out.print(((challenge.attempt() > 1) ? "The last code was refused. " : "") + "MFA code of "
				+ challenge.serialNumber() + " for provider '" + challenge.provider() + "'"
				+ ((challenge.roleArn() != null) ? ", role " + challenge.roleArn() : "") + ": ");
		this.out.flush();
		long deadline = System.nanoTime() + this.timeout.toNanos();
		StringBuilder line = new StringBuilder();
		while (System.nanoTime() - deadline < 0) {
			if (!this.in.ready()) {
				Thread.sleep(POLL_MILLIS);
				continue;
			}
			int c = this.in.read();
			if (c == -1) {
				throw failure(challenge, "the console has been closed");
			}
			if (c != '\n' && c != '\r') {
				line.append((line.length() < MAX_LINE) ? Character.toString(c) : "");
			}
			else if (!line.isEmpty()) {
				this.unanswered = false;
				return line.toString().replace(" ", "");
			}
		}
		this.out.println();
		throw failure(challenge, "nobody answered within " + this.timeout.toSeconds() + " s (mfa.timeout)");
	}

	/** What was typed too late for the last question is no answer to the next. */
	private void skipInput() throws IOException {
		while (this.in.ready()) {
			if (this.in.read() == -1) {
				return;
			}
		}
	}

	private static CredentialsException failure(MfaChallenge challenge, String reason) {
		return new CredentialsException(CredentialsErrorCode.MFA_REQUIRED, "MFA",
				"There is no code of device '" + challenge.serialNumber() + "' from the console: " + reason)
			.withAdvice("Ask for the credentials once more, or POST the code to /actuator/awscredentials/"
					+ challenge.provider())
			.withMfaChallenge(challenge);
	}

}
