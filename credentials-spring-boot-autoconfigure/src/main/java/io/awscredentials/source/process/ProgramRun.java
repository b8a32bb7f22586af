package io.awscredentials.source.process;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;

/**
 * One run of a program: without a shell, with nothing on standard input, and with both
 * outputs read while it runs. A platform thread of its own does it all: it holds a
 * monitor of the JDK's meanwhile, which would pin the carrier of a virtual thread. It
 * waits for the program to exit, and looks after the pipes at times, so that they never
 * stay full; it never waits in a read, which can't be stopped while a process that was
 * left behind holds the other end of the pipe.
 */
final class ProgramRun {

	private static final long FIRST_LOOK = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long SHORTEST_LOOK = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long LONGEST_LOOK = TimeUnit.MILLISECONDS.toNanos(50);

	// Less than that in a pipe does not stop a program from printing more.
	private static final int MUCH = 2048;

	// Whoever prints without end must not keep us from looking at the clock.
	private static final int MOST_PER_LOOK = 1 << 20;

	private static final long DEATH = TimeUnit.SECONDS.toNanos(1);

	private final ProcessOptions options;

	private final ProcessTree tree = new ProcessTree();

	private final long start = System.nanoTime();

	private final byte[] buffer = new byte[8192];

	private final ByteArrayOutputStream output = new ByteArrayOutputStream(2048);

	private final ErrorOutput errors = new ErrorOutput();

	private final Process process;

	private End end = End.TIMED_OUT;

	/**
	 * Start a program, which has to be {@linkplain #await() awaited} at once.
	 * @param options the command
	 * @param program the file of its program
	 * @throws IOException if the operating system can't run it
	 */
	ProgramRun(ProcessOptions options, Path program) throws IOException {
		this.options = options;
		List<String> command = new ArrayList<>(options.command());
		command.set(0, program.toString());
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().putAll(options.environment());
		this.tree.mark(builder.environment());
		Path directory = options.workingDirectory();
		if (directory != null) {
			builder.directory(directory.toFile());
		}
		this.process = builder.start();
	}

	/**
	 * Run a program until it has ended in one way or another. Nothing of it is left then:
	 * no pipe, and no process but one that it left behind when it exited by itself.
	 * @param options the command
	 * @param program the file of its program
	 * @return the run, which is over
	 * @throws IOException if the operating system can't run it
	 * @throws InterruptedException if the calling thread is interrupted; the program has
	 * been killed
	 */
	static ProgramRun complete(ProcessOptions options, Path program) throws IOException, InterruptedException {
		return PlatformThread.call(() -> {
			ProgramRun run = new ProgramRun(options, program);
			run.await();
			return run;
		});
	}

	/**
	 * Wait until the program has ended, on a platform thread.
	 * @throws InterruptedException if the thread is interrupted
	 */
	void await() throws InterruptedException {
		try {
			close(this.process.getOutputStream());
			this.end = (isAlive() || awaitCollection()) ? awaitEnd() : End.TOO_LARGE;
		}
		finally {
			if (this.end != End.EXITED) {
				kill();
			}
		}
	}

	/**
	 * Wait until the JDK has collected what was printed by a program that exited while it
	 * was still being started; what others print later is lost. That is a matter of
	 * microseconds, unless a process that was left behind prints without end.
	 */
	private boolean awaitCollection() throws InterruptedException {
		Thread thread = PlatformThread.start(this::read);
		TimeUnit.NANOSECONDS.timedJoin(thread, DEATH);
		return !thread.isAlive();
	}

	private End awaitEnd() throws InterruptedException {
		// When the program exits, the JDK takes this monitor, collects what is in the
		// pipes, however much it is, and closes them, even if a child of the program is
		// about to print the rest. While we hold the monitor, it can't.
		synchronized (this.process.getInputStream()) {
			try {
				End end = awaitExit();
				return (end == End.EXITED) ? awaitRest() : end;
			}
			finally {
				close(this.process.getErrorStream());
				close(this.process.getInputStream());
			}
		}
	}

	private End awaitExit() throws InterruptedException {
		long look = FIRST_LOOK;
		while (!this.process.waitFor(Math.min(look, remaining()), TimeUnit.NANOSECONDS)) {
			int length = read();
			if (isTooLarge()) {
				return End.TOO_LARGE;
			}
			if (remaining() <= 0) {
				return End.TIMED_OUT;
			}
			look = (length > MUCH) ? SHORTEST_LOOK : Math.min(2 * look, LONGEST_LOOK);
		}
		read();
		return End.EXITED;
	}

	/**
	 * Wait for the rest of the output where the program has exited well, but left that to
	 * another process. Whatever else such a process does is nobody's business: it lives
	 * on.
	 */
	private End awaitRest() throws InterruptedException {
		int quiet = 0;
		while (exitCode() == 0 && quiet < ProcessTree.SURE && !isTooLarge() && !isComplete()) {
			if (remaining() <= 0) {
				return End.TIMED_OUT;
			}
			quiet = (this.tree.hasOutput()) ? 0 : quiet + 1;
			TimeUnit.NANOSECONDS.sleep(Math.min((quiet > 0) ? FIRST_LOOK : LONGEST_LOOK, remaining()));
			read();
		}
		return (isTooLarge()) ? End.TOO_LARGE : End.EXITED;
	}

	private long remaining() {
		return TimeUnit.NANOSECONDS.convert(this.options.timeout()) - (System.nanoTime() - this.start);
	}

	private int read() {
		// One byte too many tells that there are too many.
		long room = (long) this.options.maxOutput() - this.output.size() + 1;
		return read(this.process.getErrorStream(), MOST_PER_LOOK, this.errors)
				+ read(this.process.getInputStream(), Math.min(room, MOST_PER_LOOK), this.output);
	}

	/**
	 * Read what is there, without waiting for more.
	 */
	private int read(InputStream stream, long most, OutputStream sink) {
		int total = 0;
		try {
			int available = stream.available();
			while (available > 0 && total < most) {
				int length = (int) Math.min(Math.min(available, most - total), this.buffer.length);
				length = stream.read(this.buffer, 0, length);
				sink.write(this.buffer, 0, length);
				total += length;
				available = stream.available();
			}
		}
		catch (IOException ex) {
			// As good as the end.
		}
		return total;
	}

	private boolean isTooLarge() {
		return this.output.size() > this.options.maxOutput();
	}

	private boolean isComplete() {
		try {
			JsonFields.parse(output());
			return true;
		}
		catch (InvalidJsonException ex) {
			return false;
		}
	}

	private void kill() {
		this.tree.kill(this.process.toHandle());
		try {
			this.process.waitFor(DEATH, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void close(Closeable stream) {
		try {
			stream.close();
		}
		catch (IOException ex) {
			// It was closed before.
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	End end() {
		return this.end;
	}

	int exitCode() {
		return this.process.exitValue();
	}

	byte[] output() {
		return this.output.toByteArray();
	}

	ErrorOutput errors() {
		return this.errors;
	}

	/**
	 * How a program ended.
	 */
	enum End {

		/** By itself. */
		EXITED,

		/** It was killed, since its time was over. */
		TIMED_OUT,

		/** It was killed, since it printed too much. */
		TOO_LARGE

	}

}
