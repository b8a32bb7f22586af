package io.awscredentials.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A loopback server that reads requests and then behaves as badly as a test wants.
 */
final class RawServer implements AutoCloseable {

	static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private final ServerSocket server;

	private final Behaviour behaviour;

	private final boolean reading;

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private RawServer(ServerSocket server, Behaviour behaviour, boolean reading) {
		this.server = server;
		this.behaviour = behaviour;
		this.reading = reading;
		start(this::accept);
	}

	static RawServer on(ServerSocket server, Behaviour behaviour) {
		return new RawServer(server, behaviour, true);
	}

	/** A server that gives sockets to a test before anything has been read. */
	static RawServer accepting(Behaviour behaviour) throws IOException {
		return new RawServer(loopback(), behaviour, false);
	}

	static RawServer with(Behaviour behaviour) throws IOException {
		return new RawServer(loopback(), behaviour, true);
	}

	/** A server that gives one answer after the other, and then the last one again. */
	static RawServer answering(String... answers) throws IOException {
		return with((request) -> request.answer(answers[Math.min(request.number(), answers.length) - 1]));
	}

	static String status(int status, String... headers) {
		return "HTTP/1.1 " + status + " X\r\n"
				+ String.join("", List.of(headers).stream().map((h) -> h + "\r\n").toList())
				+ "Content-Length: 0\r\n\r\n";
	}

	int port() {
		return this.server.getLocalPort();
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + port() + path);
	}

	List<Request> requests() {
		return this.requests;
	}

	Request request() {
		return this.requests.get(this.requests.size() - 1);
	}

	private static ServerSocket loopback() throws IOException {
		return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
	}

	private void accept() throws IOException {
		while (true) {
			Socket socket = this.server.accept();
			this.sockets.add(socket);
			start(() -> handle(socket));
		}
	}

	private void handle(Socket socket) throws Exception {
		try (socket) {
			String head = (this.reading) ? readHead(socket.getInputStream()) : "";
			byte[] body = socket.getInputStream().readNBytes(contentLength(head));
			Request request;
			synchronized (this) {
				request = new Request(this.requests.size() + 1, head, body, socket);
				this.requests.add(request);
			}
			this.behaviour.handle(request);
		}
	}

	private static int contentLength(String head) {
		for (String line : head.split("\r\n")) {
			if (line.startsWith("Content-Length: ")) {
				return Integer.parseInt(line.substring("Content-Length: ".length()));
			}
		}
		return 0;
	}

	private static String readHead(InputStream in) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
			int octet = in.read();
			if (octet == -1) {
				throw new IOException("no request");
			}
			head.write(octet);
		}
		return head.toString(StandardCharsets.ISO_8859_1);
	}

	private static void start(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (Exception ex) {
				// The other side has gone, or the test is over.
			}
		}, "raw-server");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	interface Behaviour {

		void handle(Request request) throws Exception;

	}

	private interface Task {

		void run() throws Exception;

	}

	record Request(int number, String head, byte[] body, Socket socket) {

		void answer(String text) throws IOException {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			this.socket.getOutputStream().flush();
		}

		/** Close the connection with a TCP reset. */
		void reset() throws IOException {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}

		/** Wait until the other side has closed the connection. */
		void awaitClose() throws IOException {
			while (this.socket.getInputStream().read() != -1) {
				// Nobody sends anything more.
			}
		}

		String line() {
			return this.head.substring(0, this.head.indexOf("\r\n"));
		}

		String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

	}

}
