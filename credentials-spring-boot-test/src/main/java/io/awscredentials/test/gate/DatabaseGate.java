package io.awscredentials.test.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * What the gates of databases have in common.
 *
 * @since 0.1.0
 */
public abstract sealed class DatabaseGate implements AutoCloseable permits PostgresGate, MySqlGate {

	private final int serverPort;

	private final String password;

	private final IamTokenVerifier tokens;

	private final String service;

	private final String host;

	private final Set<String> users;

	private final SSLContext context;

	private final ServerSocket serverSocket;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final List<String> refusals = new CopyOnWriteArrayList<>();

	private final AtomicInteger logins = new AtomicInteger();

	DatabaseGate(Builder<?> builder, GateCertificate certificate) throws IOException {
		this.serverPort = builder.serverPort;
		this.password = builder.password;
		this.tokens = builder.tokens;
		this.service = builder.service;
		this.host = builder.host;
		this.users = Set.copyOf(builder.users);
		this.context = certificate.serverContext();
		this.serverSocket = new ServerSocket(builder.port, 200, InetAddress.getByName("127.0.0.1"));
		Relay.run(this::accept);
	}

	/**
	 * Return the port of the gate.
	 * @return the port on the loopback interface
	 */
	public int port() {
		return this.serverSocket.getLocalPort();
	}

	/**
	 * Return how many tokens were accepted.
	 * @return the number
	 */
	public int logins() {
		return this.logins.get();
	}

	/**
	 * Return why tokens were refused.
	 * @return the reasons in order
	 */
	public List<String> refusals() {
		return List.copyOf(this.refusals);
	}

	/**
	 * Drop all connections, as a failover does.
	 */
	public void drop() {
		this.sockets.forEach(Relay::close);
	}

	@Override
	public void close() {
		Relay.close(this.serverSocket);
		drop();
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.serverSocket.accept();
			client.setTcpNoDelay(true);
			this.sockets.add(client);
			Relay.run(() -> {
				try (client) {
					serve(client);
				}
				finally {
					this.sockets.remove(client);
				}
			});
		}
	}

	abstract void serve(Socket client) throws IOException;

	final Socket encrypt(Socket client) throws IOException {
		SSLSocket encrypted = (SSLSocket) this.context.getSocketFactory()
			.createSocket(client, "127.0.0.1", client.getPort(), true);
		encrypted.setUseClientMode(false);
		encrypted.startHandshake();
		return encrypted;
	}

	final Socket connect() throws IOException {
		Socket server = new Socket(InetAddress.getByName("127.0.0.1"), this.serverPort);
		server.setTcpNoDelay(true);
		return server;
	}

	/** Pass everything on, in both directions, until one of the two goes away. */
	final void pipe(Socket client, Socket server) throws IOException {
		this.sockets.add(server);
		try {
			Relay.run(() -> {
				try (client; server) {
					server.getInputStream().transferTo(client.getOutputStream());
				}
			});
			client.getInputStream().transferTo(server.getOutputStream());
		}
		finally {
			this.sockets.remove(server);
		}
	}

	final String password() {
		return this.password;
	}

	final boolean isKnown(String user) {
		return this.users.isEmpty() || this.users.contains(user);
	}

	final boolean isAccepted(String token, String user) {
		boolean rds = this.service.equals("rds-db");
		Map<String, String> parameters = (rds) ? Map.of("Action", "connect", "DBUser", user)
				: Map.of("Action", (user.equals("admin")) ? "DbConnectAdmin" : "DbConnect");
		try {
			this.tokens.verify(token, this.service, this.host, parameters);
			this.logins.incrementAndGet();
			return true;
		}
		catch (IllegalArgumentException ex) {
			this.refusals.add(String.valueOf(ex.getMessage()));
			return false;
		}
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
				return this.factory.create(this, certificate);
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
