package io.awscredentials.test.gate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a Redis server as ElastiCache and MemoryDB do: speaks TLS only, takes a
 * token in place of the password of {@code HELLO} and {@code AUTH}, also of a connection
 * that lives, and logs in with the real password. Cuts connections that were not
 * authenticated anew for 12 hours by its clock. <pre>
 * IamTokenVerifier tokens = new IamTokenVerifier(aws::find, InstantSource.system());
 * try (RedisGate gate = RedisGate.before(redisPort, "the real password", tokens)
 *         .elastiCache("my-cache")
 *         .start(GateCertificate.create(folder))) {
 *     // connect to 127.0.0.1 and gate.port()
 * }
 * </pre> Thread-safe once it is started.
 *
 * @since 0.1.0
 */
public final class RedisGate extends Gate {

	private static final Duration LONGEST = Duration.ofHours(12);

	/** No password of a user of Redis, which says so then in its own words. */
	private static final String REFUSED = "-";

	private final String password;

	private final InstantSource clock;

	private final String service;

	private final String cacheName;

	private final Map<String, String> parameters;

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger cuts = new AtomicInteger();

	private RedisGate(Builder builder, GateCertificate certificate) throws IOException {
		super(certificate.serverContext().getServerSocketFactory().createServerSocket(builder.port, 50, loopback()),
				builder.serverPort, builder.tokens);
		this.password = builder.password;
		this.clock = builder.tokens.clock();
		this.service = builder.service;
		this.cacheName = builder.cacheName;
		this.parameters = Map.copyOf(builder.parameters);
	}

	/**
	 * Begin with a server that is there.
	 * @param serverPort its port on the loopback interface
	 * @param password the real password of its users
	 * @param tokens verifies tokens
	 * @return what is still to be said
	 */
	public static Builder before(int serverPort, String password, IamTokenVerifier tokens) {
		return new Builder(serverPort, password, tokens);
	}

	/**
	 * Return how many connections clients have made.
	 * @return the number
	 */
	public int connections() {
		return this.connections.get();
	}

	/**
	 * Return how many connections were cut since nobody authenticated them anew.
	 * @return the number
	 */
	public int cuts() {
		return this.cuts.get();
	}

	@Override
	void serve(Socket client) throws IOException {
		this.connections.incrementAndGet();
		try (Socket server = connect()) {
			pipe(client, server, () -> pass(client.getInputStream(), server.getOutputStream()));
		}
	}

	private void pass(InputStream client, OutputStream server) throws IOException {
		Instant authenticated = this.clock.instant();
		InputStream input = new BufferedInputStream(client);
		for (RespCommand command = RespCommand.read(input); command != null; command = RespCommand.read(input)) {
			Instant now = this.clock.instant();
			if (!now.isBefore(authenticated.plus(LONGEST))) {
				this.cuts.incrementAndGet();
				return;
			}
			if (command.userIndex() > 0) {
				boolean accepted = isAccepted(command);
				command = command.withPassword((accepted) ? this.password : REFUSED);
				authenticated = (accepted) ? now : authenticated;
			}
			server.write(command.bytes());
			server.flush();
		}
	}

	private boolean isAccepted(RespCommand command) {
		String user = command.arguments().get(command.userIndex());
		Map<String, String> expected = new HashMap<>(this.parameters);
		expected.put("Action", "connect");
		expected.put("User", user);
		return isAccepted(command.arguments().get(command.userIndex() + 1), this.service, this.cacheName, expected);
	}

	/**
	 * What a gate is made of.
	 */
	public static final class Builder {

		private final int serverPort;

		private final String password;

		private final IamTokenVerifier tokens;

		private final Map<String, String> parameters = new HashMap<>();

		private String service = "elasticache";

		private String cacheName = "my-cache";

		private int port;

		private Builder(int serverPort, String password, IamTokenVerifier tokens) {
			this.serverPort = serverPort;
			this.password = password;
			this.tokens = tokens;
		}

		/**
		 * Be a replication group of ElastiCache.
		 * @param replicationGroup its ID
		 * @return this
		 */
		public Builder elastiCache(String replicationGroup) {
			this.cacheName = replicationGroup;
			return this;
		}

		/**
		 * Be a serverless cache of ElastiCache.
		 * @param name its name
		 * @return this
		 */
		public Builder elastiCacheServerless(String name) {
			this.cacheName = name;
			this.parameters.put("ResourceType", "ServerlessCache");
			return this;
		}

		/**
		 * Be a cluster of MemoryDB.
		 * @param name its name
		 * @return this
		 */
		public Builder memoryDb(String name) {
			this.service = "memorydb";
			this.cacheName = name;
			return this;
		}

		/**
		 * Listen on a port of one's choice.
		 * @param port the port, or zero for one that is free
		 * @return this
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Start the gate.
		 * @param certificate the certificate it shows
		 * @return the running gate
		 */
		public RedisGate start(GateCertificate certificate) {
			try {
				RedisGate gate = new RedisGate(this, certificate);
				gate.open();
				return gate;
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The gate can't listen on port " + this.port, ex);
			}
		}

	}

}
