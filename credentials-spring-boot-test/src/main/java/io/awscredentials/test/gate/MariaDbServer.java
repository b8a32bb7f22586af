package io.awscredentials.test.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB on a free port of the loopback interface, with nothing in it but what is
 * asked for. Where this program is run by root, the server is run by {@code mysql}.
 *
 * @since 0.1.0
 */
public final class MariaDbServer implements AutoCloseable {

	private static final List<Path> DEBIAN = List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"));

	private final ServerProgram program;

	private final List<String> command;

	private MariaDbServer(Path server, Path installer, List<String> statements) {
		this.program = new ServerProgram("mariadb", "mysql");
		String data = "--datadir=" + this.program.folder().resolve("data");
		Path first = this.program.write("first.sql", statements.stream().map((statement) -> statement + ";").toList());
		this.program.run(List.of(installer.toString(), "--no-defaults", data, "--skip-test-db",
				"--auth-root-authentication-method=normal"));
		List<String> settings = List.of(server.toString(), "--no-defaults", data, "--bind-address=127.0.0.1",
				"--port=" + this.program.port(), "--socket=" + this.program.folder().resolve("socket"),
				"--pid-file=" + this.program.folder().resolve("pid"), "--skip-name-resolve", "--max-connections=300",
				"--innodb-flush-log-at-trx-commit=0");
		this.program.serve(Stream.concat(settings.stream(), Stream.of("--init-file=" + first)).toList(), List.of());
		this.command = settings;
	}

	/**
	 * Return whether MariaDB is installed, as Debian's package {@code mariadb-server} has
	 * it or on the path.
	 * @return whether it is
	 */
	public static boolean isInstalled() {
		return find("mariadbd") != null && find("mariadb-install-db") != null;
	}

	private static @Nullable Path find(String name) {
		return ServerProgram.find(name, DEBIAN);
	}

	/**
	 * Start a server.
	 * @param statements what its superuser does first, to create users and a database for
	 * example
	 * @return the running server
	 * @throws IllegalStateException if it is not installed or does not start
	 */
	public static MariaDbServer start(String... statements) {
		Path server = find("mariadbd");
		Path installer = find("mariadb-install-db");
		if (server == null || installer == null) {
			throw new IllegalStateException("MariaDB is not installed: apt-get install mariadb-server");
		}
		return new MariaDbServer(server, installer, List.of(statements));
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
