package io.awscredentials.integration.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import io.awscredentials.integration.Installed;
import io.awscredentials.test.gate.RedisServer;

/**
 * A real Redis, whose only user is {@code app}.
 *
 * @param server the server
 */
record Redis(RedisServer server) implements AutoCloseable {

	static final String PASSWORD = "the real password";

	/**
	 * Start a server, or skip the test where none is installed.
	 */
	static Redis start(String... settings) {
		Installed.demand(RedisServer.isInstalled(), "Redis is not installed: apt-get install redis-server");
		return new Redis(
				RedisServer.start(Stream
					.concat(Stream.of("user default off", "user app on \">" + PASSWORD + "\" ~* &* +@all",
							"masteruser app", "masterauth \"" + PASSWORD + "\""), Stream.of(settings))
					.toArray(String[]::new)));
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.server.port();
	}

	/**
	 * Run a command as its user, past any gate.
	 */
	String command(String... arguments) {
		List<String> command = new ArrayList<>(List.of("redis-cli", "-p", String.valueOf(port()), "--user", "app",
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

	@Override
	public void close() {
		this.server.close();
	}

}
