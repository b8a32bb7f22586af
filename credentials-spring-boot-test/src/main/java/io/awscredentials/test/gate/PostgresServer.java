package io.awscredentials.test.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on a free port of the loopback interface, with nothing in it but what
 * is asked for. Where this program is run by root, the server is run by {@code postgres}.
 *
 * @since 0.1.0
 */
public final class PostgresServer implements AutoCloseable {

	private static final String SUPERUSER = "postgres";

	private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

	private final ServerProgram program;

	private final List<String> command;

	private final List<String> ready;

	private PostgresServer(Path programs, List<String> statements) {
		this.program = new ServerProgram("postgres", SUPERUSER);
		Path data = this.program.folder().resolve("data");
		this.program.run(List.of(programs.resolve("initdb").toString(), "-D", data.toString(), "-U", SUPERUSER,
				"--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"));
		this.command = List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-p",
				String.valueOf(this.program.port()), "-c", "listen_addresses=127.0.0.1", "-c",
				"unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200", "-c",
				"hba_file=" + this.program.write("rules.conf", List.of("host all " + SUPERUSER + " 127.0.0.1/32 trust",
						"host all all 127.0.0.1/32 password")));
		this.ready = List.of(programs.resolve("pg_isready").toString(), "-h", "127.0.0.1", "-p",
				String.valueOf(this.program.port()), "-U", SUPERUSER);
		this.program.serve(this.command, this.ready);
		for (String statement : statements) {
			this.program.run(List.of(programs.resolve("psql").toString(), "-h", "127.0.0.1", "-p",
					String.valueOf(this.program.port()), "-U", SUPERUSER, "-v", "ON_ERROR_STOP=1", "-c", statement));
		}
	}

	/**
	 * Return whether PostgreSQL is installed, as Debian's package {@code postgresql} has
	 * it or on the path.
	 * @return whether it is
	 */
	public static boolean isInstalled() {
		return programs() != null;
	}

	private static @Nullable Path programs() {
		List<Path> versions = List.of();
		if (Files.isDirectory(DEBIAN)) {
			try (Stream<Path> folders = Files.list(DEBIAN)) {
				versions = folders.sorted(Comparator.reverseOrder()).map((folder) -> folder.resolve("bin")).toList();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		Path initdb = ServerProgram.find("initdb", versions);
		return (initdb != null) ? initdb.getParent() : null;
	}

	/**
	 * Start a server.
	 * @param statements what its superuser does first, to create users and a database for
	 * example
	 * @return the running server
	 * @throws IllegalStateException if it is not installed or does not start
	 */
	public static PostgresServer start(String... statements) {
		Path programs = programs();
		if (programs == null) {
			throw new IllegalStateException("PostgreSQL is not installed: apt-get install postgresql");
		}
		return new PostgresServer(programs, List.of(statements));
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
		this.program.serve(this.command, this.ready);
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
