package io.awscredentials.integration.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

/**
 * A real Redis on a free port of the loopback interface, run by a user that is not root.
 * Its only user is {@code app}.
 */
final class RedisServer implements AutoCloseable {

	static final String PASSWORD = "the real password";

	private static final String NOBODY = "nobody";

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private final int port;

	private final Path folder;

	private final List<String> configuration = new ArrayList<>();

	private final Thread hook = new Thread(this::stop);

	private Process process;

	private RedisServer(String... configuration) {
		this.port = freePort();
		try {
			this.folder = Files.createTempDirectory("redis");
			if (isRoot()) {
				Files.setOwner(this.folder,
						FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Collections.addAll(this.configuration, "bind 127.0.0.1", "port " + this.port, "dir " + this.folder, "save \"\"",
				"user default off", "user app on \">" + PASSWORD + "\" ~* &* +@all", "masteruser app",
				"masterauth \"" + PASSWORD + "\"");
		Collections.addAll(this.configuration, configuration);
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Start a server, or skip the test where none is installed.
	 */
	static RedisServer installed(String... configuration) {
		if (program() == null) {
			String missing = "redis-server is not installed: apt-get install redis-server";
			if ("true".equals(System.getenv("CI"))) {
				fail(missing);
			}
			Assumptions.abort(missing);
		}
		RedisServer server = new RedisServer(configuration);
		server.run();
		return server;
	}

	private static Path program() {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
			.map((folder) -> Path.of(folder, "redis-server"))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.port;
	}

	void run() {
		List<String> command = new ArrayList<>();
		if (isRoot()) {
			Collections.addAll(command, "setpriv", "--reuid=" + NOBODY, "--regid=nogroup", "--clear-groups");
		}
		Collections.addAll(command, "redis-server", "-");
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(this.folder.resolveSibling(this.folder.getFileName() + ".log").toFile())
				.start();
			this.process.getOutputStream()
				.write(String.join("\n", this.configuration).getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
			new Socket(LOOPBACK, this.port).close();
			return true;
		});
	}

	/**
	 * Run a command as its user, past any gate.
	 */
	String command(String... arguments) {
		List<String> command = new ArrayList<>(List.of("redis-cli", "-p", String.valueOf(this.port), "--user", "app",
				"--pass", PASSWORD, "--no-auth-warning"));
		Collections.addAll(command, arguments);
		try {
			Process cli = new ProcessBuilder(command).redirectErrorStream(true).start();
			return new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void stop() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() throws IOException {
		stop();
		Runtime.getRuntime().removeShutdownHook(this.hook);
		FileSystemUtils.deleteRecursively(this.folder);
		Files.deleteIfExists(this.folder.resolveSibling(this.folder.getFileName() + ".log"));
	}

}
