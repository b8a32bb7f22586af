package io.awscredentials.test.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * What the gates of databases have in common.
 *
 * @since 0.1.0
 */
public abstract sealed class DatabaseGate extends Gate permits PostgresGate, MySqlGate {

	private final String password;

	private final String service;

	private final String host;

	private final Set<String> users;

	private final SSLContext context;

	DatabaseGate(Builder<?> builder, GateCertificate certificate) throws IOException {
		super(new ServerSocket(builder.port, 200, loopback()), builder.serverPort, builder.tokens);
		this.password = builder.password;
		this.service = builder.service;
		this.host = builder.host;
		this.users = Set.copyOf(builder.users);
		this.context = certificate.serverContext();
	}

	final Socket encrypt(Socket client) throws IOException {
		SSLSocket encrypted = (SSLSocket) this.context.getSocketFactory()
			.createSocket(client, "127.0.0.1", client.getPort(), true);
		encrypted.setUseClientMode(false);
		encrypted.startHandshake();
		return encrypted;
	}

	/** Pass everything on, in both directions, until one of the two goes away. */
	final void pipe(Socket client, Socket server) throws IOException {
		pipe(client, server, () -> client.getInputStream().transferTo(server.getOutputStream()));
	}

	final String password() {
		return this.password;
	}

	final boolean isKnown(String user) {
		return this.users.isEmpty() || this.users.contains(user);
	}

	final boolean isAccepted(String token, String user) {
		Map<String, String> parameters = (this.service.equals("rds-db")) ? Map.of("Action", "connect", "DBUser", user)
				: Map.of("Action", (user.equals("admin")) ? "DbConnectAdmin" : "DbConnect");
		return isAccepted(token, this.service, this.host, parameters);
	}

	/**
	 * What a gate is made of.
	 *
	 * @param <T> the type of the gate
	 */
	public static final class Builder<T extends DatabaseGate> {

		private final int serverPort;

		private final String password;

		private final IamTokenVerifier tokens;

		private final Factory<T> factory;

		private String service = "rds-db";

		private String host = "";

		private List<String> users = List.of();

		private int port;

		Builder(int serverPort, String password, IamTokenVerifier tokens, Factory<T> factory) {
			this.serverPort = serverPort;
			this.password = password;
			this.tokens = tokens;
			this.factory = factory;
		}

		/**
		 * Be a database of RDS.
		 * @param host the host that tokens have to be made for
		 * @param port the port that tokens have to be made for
		 * @return this
		 */
		public Builder<T> rds(String host, int port) {
			this.host = host + ":" + port;
			return this;
		}

		/**
		 * Be a cluster of Aurora DSQL.
		 * @param host the host that tokens have to be made for
		 * @return this
		 */
		public Builder<T> dsql(String host) {
			this.service = "dsql";
			this.host = host;
			return this;
		}

		/**
		 * Take tokens of some users only, as a database does where the others have not
		 * been granted to sign in with IAM.
		 * @param users the users
		 * @return this
		 */
		public Builder<T> users(String... users) {
			this.users = List.of(users);
			return this;
		}

		/**
		 * Listen on a port of one's choice.
		 * @param port the port, or zero for one that is free
		 * @return this
		 */
		public Builder<T> port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Start the gate.
		 * @param certificate the certificate it shows
		 * @return the running gate
		 */
		public T start(GateCertificate certificate) {
			try {
				T gate = this.factory.create(this, certificate);
				gate.open();
				return gate;
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The gate can't listen on port " + this.port, ex);
			}
		}

	}

	@FunctionalInterface
	interface Factory<T extends DatabaseGate> {

		T create(Builder<?> builder, GateCertificate certificate) throws IOException;

	}

}
