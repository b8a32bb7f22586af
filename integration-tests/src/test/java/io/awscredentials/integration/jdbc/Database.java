package io.awscredentials.integration.jdbc;

import io.awscredentials.integration.Installed;
import io.awscredentials.test.gate.DatabaseGate;
import io.awscredentials.test.gate.IamTokenVerifier;
import io.awscredentials.test.gate.MariaDbServer;
import io.awscredentials.test.gate.MySqlGate;
import io.awscredentials.test.gate.PostgresGate;
import io.awscredentials.test.gate.PostgresServer;

/**
 * A real database with a user {@code orders_app}, whose password an application does not
 * know, and a driver for it.
 */
enum Database {

	POSTGRESQL("postgresql"), MARIADB("mariadb"), MYSQL("mysql");

	static final String USER = "orders_app";

	static final String HOST = "orders.abc123.eu-west-1.rds.amazonaws.com";

	static final String PASSWORD = "the real password";

	private final String driver;

	Database(String driver) {
		this.driver = driver;
	}

	String url(int port) {
		return "jdbc:" + this.driver + "://127.0.0.1:" + port + "/orders";
	}

	int tokenPort() {
		return (this == POSTGRESQL) ? 5432 : 3306;
	}

	/**
	 * Start a server, or skip the test where none is installed.
	 */
	Server start() {
		if (this == POSTGRESQL) {
			Installed.demand(PostgresServer.isInstalled(), "PostgreSQL is not installed: apt-get install postgresql");
			PostgresServer server = PostgresServer.start("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'",
					"CREATE DATABASE orders OWNER " + USER);
			return new Server(server.port(), server::start, server::stop, server::close);
		}
		Installed.demand(MariaDbServer.isInstalled(), "MariaDB is not installed: apt-get install mariadb-server");
		MariaDbServer server = MariaDbServer.start("CREATE DATABASE orders",
				"CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'", "GRANT ALL ON orders.* TO " + USER);
		return new Server(server.port(), server::start, server::stop, server::close);
	}

	DatabaseGate.Builder<? extends DatabaseGate> gate(int serverPort, IamTokenVerifier tokens) {
		return (this == POSTGRESQL) ? PostgresGate.before(serverPort, PASSWORD, tokens).rds(HOST, tokenPort())
				: MySqlGate.before(serverPort, PASSWORD, tokens).rds(HOST, tokenPort());
	}

	/** A server that can be stopped and started again. */
	record Server(int port, Runnable starter, Runnable stopper, Runnable closer) implements AutoCloseable {

		void start() {
			this.starter.run();
		}

		void stop() {
			this.stopper.run();
		}

		@Override
		public void close() {
			this.closer.run();
		}

	}

}
