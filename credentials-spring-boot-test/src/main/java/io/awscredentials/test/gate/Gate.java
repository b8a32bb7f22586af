package io.awscredentials.test.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands before a server and takes a token in place of its password.
 *
 * @since 0.1.0
 */
public abstract sealed class Gate implements AutoCloseable permits DatabaseGate, RedisGate {

	private final ServerSocket serverSocket;

	private final int serverPort;

	private final IamTokenVerifier tokens;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final List<String> refusals = new CopyOnWriteArrayList<>();

	private final AtomicInteger logins = new AtomicInteger();

	Gate(ServerSocket serverSocket, int serverPort, IamTokenVerifier tokens) {
		this.serverSocket = serverSocket;
		this.serverPort = serverPort;
		this.tokens = tokens;
	}

	/** Let clients in, once everything is there that serves them. */
	final void open() {
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

	static InetAddress loopback() throws IOException {
		return InetAddress.getByName("127.0.0.1");
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

	final Socket connect() throws IOException {
		Socket server = new Socket(loopback(), this.serverPort);
		server.setTcpNoDelay(true);
		return server;
	}

	/** Pass on what the server says while the client speaks, until one goes away. */
	final void pipe(Socket client, Socket server, Relay speech) throws IOException {
		this.sockets.add(server);
		try {
			Relay.run(() -> {
				try (client; server) {
					server.getInputStream().transferTo(client.getOutputStream());
				}
			});
			speech.pass();
		}
		finally {
			this.sockets.remove(server);
		}
	}

	final boolean isAccepted(String token, String service, String host, Map<String, String> parameters) {
		try {
			this.tokens.verify(token, service, host, parameters);
			this.logins.incrementAndGet();
			return true;
		}
		catch (IllegalArgumentException ex) {
			this.refusals.add(String.valueOf(ex.getMessage()));
			return false;
		}
	}

}
