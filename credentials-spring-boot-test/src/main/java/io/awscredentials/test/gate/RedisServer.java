package io.awscredentials.test.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A real Redis on a free port of the loopback interface, with nothing in it but what is
 * asked for. Where this program is run by root, the server is run by {@code redis}.
 *
 * @since 0.1.0
 */
public final class RedisServer implements AutoCloseable {

	private final ServerProgram program = new ServerProgram("redis", "redis");

	private final List<String> command;

	private RedisServer(Path server, List<String> settings) {
		Path file = this.program.write("redis.conf",
				Stream
					.concat(Stream.of("bind 127.0.0.1", "port " + port(), "dir " + this.program.folder(), "save \"\""),
							settings.stream())
					.toList());
		this.command = List.of(server.toString(), file.toString());
		start();
	}

	/**
	 * Return whether Redis is installed, as Debian's package {@code redis-server} has it
	 * or elsewhere on the path.
	 * @return whether it is
	 */
	public static boolean isInstalled() {
		return find() != null;
	}

	private static @Nullable Path find() {
		return ServerProgram.find("redis-server", List.of());
	}

	/**
	 * Start a server.
	 * @param settings lines of its configuration, to create users for example:
	 * {@code user app on ">password" ~* &* +@all}
	 * @return the running server
	 * @throws IllegalStateException if it is not installed or does not start
	 */
	public static RedisServer start(String... settings) {
		Path server = find();
		if (server == null) {
			throw new IllegalStateException("Redis is not installed: apt-get install redis-server");
		}
		return new RedisServer(server, List.of(settings));
	}

	/**
	 * Return the port of the server.
	 * @return the port on the loopback interface
	 */
	public int port() {
		return this.program.port();
	}

	/**
	 * Start the server again.
	 */
	public void start() {
		this.program.serve(this.command, List.of());
	}

	/**
	 * Stop the server, with all who are connected.
	 */
	public void stop() {
		this.program.stop();
	}

	@Override
	public void close() {
		this.program.close();
	}

}
