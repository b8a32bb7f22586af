package io.awscredentials.test.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Listens on the loopback interface and serves each connection on a daemon thread of its
 * own.
 */
public final class HttpListener implements AutoCloseable {

	private static final int BACKLOG = 1024;

	private static final long JOIN_MILLIS = 10_000;

	private final ServerSocket serverSocket;

	private final InstantSource clock;

	private final CountDownLatch closing = new CountDownLatch(1);

	private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private final ExecutorService executor = Executors.newCachedThreadPool(this::newThread);

	private HttpListener(ServerSocket serverSocket, InstantSource clock) {
		this.serverSocket = serverSocket;
		this.clock = clock;
	}

	/**
	 * Take a port, on which clients can connect but are not answered yet.
	 * @param port the port, or zero for one that is free
	 * @param clock where the {@code Date} header comes from
	 * @return the listener
	 * @throws IOException where the port can't be had
	 */
	public static HttpListener bind(int port, InstantSource clock) throws IOException {
		ServerSocket serverSocket = new ServerSocket();
		serverSocket.setReuseAddress(true);
		try {
			serverSocket.bind(new InetSocketAddress(loopback(), port), BACKLOG);
		}
		catch (IOException ex) {
			serverSocket.close();
			throw ex;
		}
		return new HttpListener(serverSocket, clock);
	}

	/**
	 * Start to answer.
	 * @param handler answers the requests
	 */
	public void start(HttpHandler handler) {
		this.executor.execute(() -> accept(handler));
	}

	/**
	 * Return where the listener is reached.
	 * @return the URI, without a slash at its end
	 */
	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.serverSocket.getLocalPort());
	}

	/**
	 * Stop listening, drop all connections and wait for all threads to end.
	 */
	@Override
	public void close() {
		try {
			// First, or a client let go of below would come back.
			this.serverSocket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The test server's port " + uri().getPort() + " can't be closed", ex);
		}
		this.closing.countDown();
		Set<Thread> remaining = new HashSet<>(this.threads);
		this.connections.forEach(HttpConnection::close);
		this.executor.shutdownNow();
		remaining.addAll(this.threads);
		try {
			for (Thread thread : remaining) {
				thread.join(JOIN_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void accept(HttpHandler handler) {
		while (!this.serverSocket.isClosed()) {
			try {
				dispatch(this.serverSocket.accept(), handler);
			}
			catch (IOException ex) {
				// Closed, or a client that was gone at once: the loop's condition knows.
			}
		}
	}

	private void dispatch(Socket socket, HttpHandler handler) throws IOException {
		try {
			this.executor.execute(() -> serve(socket, handler));
		}
		catch (RejectedExecutionException ex) {
			socket.close();
		}
	}

	private void serve(Socket socket, HttpHandler handler) {
		try (socket) {
			HttpConnection connection = new HttpConnection(socket, this.clock, this.closing);
			this.connections.add(connection);
			try {
				if (!this.serverSocket.isClosed()) {
					connection.serve(handler);
				}
			}
			finally {
				this.connections.remove(connection);
			}
		}
		catch (IOException | RuntimeException ex) {
			// The client went away or does not speak HTTP; there is nobody to tell.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Thread newThread(Runnable task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			finally {
				this.threads.remove(Thread.currentThread());
			}
		}, "aws-test-server");
		thread.setDaemon(true);
		this.threads.add(thread);
		return thread;
	}

	private static InetAddress loopback() throws IOException {
		// Not the system's loopback address, which may be the IPv6 one.
		return InetAddress.getByAddress("localhost", new byte[] { 127, 0, 0, 1 });
	}

}
