package io.awscredentials.test.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A program of a server with a folder of its own, run by a user that is not root:
 * databases refuse to be run by that one. What fails leaves nothing running and no
 * folder, and neither does the end of this program.
 */
final class ServerProgram {

	private static final Duration LONGEST_START = Duration.ofSeconds(60);

	private final String user;

	private final Path folder;

	private final int port;

	private final Thread hook = new Thread(this::remove);

	private @Nullable Process process;

	/**
	 * Create a new instance.
	 * @param name the name of the folder
	 * @param user the user who runs it, where this program is run by root
	 */
	ServerProgram(String name, String user) {
		this.user = user;
		this.port = freePort();
		try {
			UserPrincipal owner = (isRoot())
					? FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user) : null;
			this.folder = Files.createTempDirectory(name);
			Runtime.getRuntime().addShutdownHook(this.hook);
			if (owner != null) {
				Files.setOwner(this.folder, owner);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("There is no folder for the server", ex);
		}
	}

	/**
	 * Return where a program is.
	 * @param name its name
	 * @param folders where it may be beside the path
	 * @return the program, or {@code null} if it is not installed
	 */
	static @Nullable Path find(String name, List<Path> folders) {
		return Stream
			.concat(folders.stream(), Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of))
			.map((folder) -> folder.resolve(name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("There is no free port", ex);
		}
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	Path folder() {
		return this.folder;
	}

	int port() {
		return this.port;
	}

	/** Write a file into the folder. */
	Path write(String name, List<String> lines) {
		try {
			return Files.write(this.folder.resolve(name), lines);
		}
		catch (IOException ex) {
			close();
			throw new UncheckedIOException("File '" + name + "' of the server could not be written", ex);
		}
	}

	/** Run a command and wait for its end. */
	void run(List<String> command) {
		Process started = start(command);
		try {
			if (!started.waitFor(1, TimeUnit.MINUTES) || started.exitValue() != 0) {
				started.destroyForcibly();
				throw failure(command.get(0) + " failed");
			}
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	/**
	 * Run the server, until it is stopped.
	 * @param command how it is started
	 * @param ready what ends well once it takes logins, or nothing if it does as soon as
	 * it listens
	 */
	void serve(List<String> command, List<String> ready) {
		Process server = start(command);
		this.process = server;
		long start = System.nanoTime();
		while (!isListening() || (!ready.isEmpty() && !succeeds(ready))) {
			if (!server.isAlive() || System.nanoTime() - start > LONGEST_START.toNanos()) {
				throw failure("The server did not start");
			}
		}
	}

	private boolean succeeds(List<String> command) {
		try {
			return start(command).waitFor() == 0;
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	private boolean isListening() {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			try {
				TimeUnit.MILLISECONDS.sleep(20);
			}
			catch (InterruptedException interrupted) {
				throw interrupted(interrupted);
			}
			return false;
		}
	}

	private Process start(List<String> command) {
		List<String> words = new ArrayList<>();
		if (isRoot()) {
			words.addAll(List.of("setpriv", "--reuid=" + this.user, "--regid=" + this.user, "--clear-groups"));
		}
		words.addAll(command);
		try {
			ProcessBuilder builder = new ProcessBuilder(words).directory(this.folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
			builder.environment().put("HOME", this.folder.toString());
			Process started = builder.start();
			started.getOutputStream().close();
			return started;
		}
		catch (IOException ex) {
			close();
			throw new UncheckedIOException(command.get(0) + " can't be run", ex);
		}
	}

	private Path logFile() {
		return this.folder.resolveSibling(this.folder.getFileName() + ".log");
	}

	private IllegalStateException failure(String message) {
		String log;
		try {
			log = Files.readString(logFile());
		}
		catch (IOException ex) {
			log = ex.toString();
		}
		close();
		return new IllegalStateException(message + ": " + log);
	}

	private IllegalStateException interrupted(InterruptedException ex) {
		close();
		Thread.currentThread().interrupt();
		return new IllegalStateException("Interrupted while a server started", ex);
	}

	/** Stop the server, with whom is connected. */
	void stop() {
		Process server = this.process;
		if (server == null || !server.isAlive()) {
			return;
		}
		try {
			// PostgreSQL waits for its clients at SIGTERM, not at SIGINT.
			new ProcessBuilder("kill", (this.user.equals("postgres")) ? "-INT" : "-TERM", String.valueOf(server.pid()))
				.start()
				.waitFor();
			if (!server.waitFor(20, TimeUnit.SECONDS)) {
				server.destroyForcibly();
			}
		}
		catch (IOException ex) {
			server.destroyForcibly();
		}
		catch (InterruptedException ex) {
			server.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	/** Stop the server and remove what it left. */
	void close() {
		try {
			if (!Runtime.getRuntime().removeShutdownHook(this.hook)) {
				return;
			}
		}
		catch (IllegalStateException ex) {
			// This program ends, and the hook does it.
			return;
		}
		remove();
	}

	private void remove() {
		stop();
		try (Stream<Path> files = Files.walk(this.folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
			Files.deleteIfExists(logFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The folder of the server could not be removed", ex);
		}
	}

}
