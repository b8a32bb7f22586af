package io.awscredentials.test.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One client's connection; its methods are what a {@link Transmission} is made of.
 */
public final class HttpConnection {

	private static final DateTimeFormatter DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private final Socket socket;

	private final InstantSource clock;

	private final CountDownLatch closing;

	private final InputStream in;

	private final OutputStream out;

	private boolean keepAlive = true;

	private boolean headRequest;

	HttpConnection(Socket socket, InstantSource clock, CountDownLatch closing) throws IOException {
		this.socket = socket;
		this.clock = clock;
		this.closing = closing;
		socket.setTcpNoDelay(true);
		this.in = new BufferedInputStream(socket.getInputStream());
		this.out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
	}

	void serve(HttpHandler handler) throws IOException, InterruptedException {
		RequestReader reader = new RequestReader(this.in, this.out);
		HttpRequest request = reader.read();
		while (request != null) {
			this.keepAlive = !"close".equalsIgnoreCase(request.header("Connection"));
			this.headRequest = "HEAD".equals(request.method());
			HttpAnswer answer = handler.handle(request);
			answer.transmission().send(answer, this);
			this.out.flush();
			request = (this.keepAlive) ? reader.read() : null;
		}
	}

	/**
	 * Send an answer as it should be.
	 * @param answer the answer
	 * @throws IOException where the connection is gone
	 */
	public void send(HttpAnswer answer) throws IOException {
		sendHead(answer, answer.body().length);
		write(answer.body(), 0, answer.body().length);
	}

	/**
	 * Send an answer as it should be: the plainest {@link Transmission}.
	 * @param answer the answer
	 * @param connection the connection
	 * @throws IOException where the connection is gone
	 */
	public static void send(HttpAnswer answer, HttpConnection connection) throws IOException {
		connection.send(answer);
	}

	/**
	 * Send status line and headers.
	 * @param answer the answer they belong to
	 * @param contentLength the length of the body that is announced
	 * @throws IOException where the connection is gone
	 */
	public void sendHead(HttpAnswer answer, long contentLength) throws IOException {
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status())
			.append(' ')
			.append(reason(answer.status()))
			.append("\r\n");
		if (!answer.hasHeader("Date")) {
			appendHeader(head, "Date", date(this.clock.instant()));
		}
		answer.headers().forEach((name, value) -> appendHeader(head, name, value));
		appendHeader(head, "Content-Length", Long.toString(contentLength));
		if (!this.keepAlive) {
			appendHeader(head, "Connection", "close");
		}
		this.out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Send a part of a body.
	 * @param bytes the bytes to take it from
	 * @param offset the index of the first
	 * @param length the number of bytes
	 * @throws IOException where the connection is gone
	 */
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (!this.headRequest) {
			this.out.write(bytes, offset, length);
		}
	}

	/**
	 * Push out what was sent so far and wait.
	 * @param delay how long to wait; cut short when the server closes
	 * @throws IOException where the connection is gone
	 * @throws InterruptedException where the server closes meanwhile
	 */
	public void pause(Duration delay) throws IOException, InterruptedException {
		this.out.flush();
		if (this.closing.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
			throw new InterruptedException("Server closed");
		}
	}

	/**
	 * Push out what was sent so far and send no more until the client or the server
	 * closes.
	 * @throws IOException where the server closes
	 */
	public void hang() throws IOException {
		this.keepAlive = false;
		this.out.flush();
		// Reading ends when either side closes, so no thread outlives its client.
		while (this.in.read() >= 0) {
			continue;
		}
	}

	/**
	 * Push out what was sent so far and reset the connection.
	 * @throws IOException where the connection is gone
	 */
	public void reset() throws IOException {
		this.keepAlive = false;
		this.out.flush();
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	/**
	 * Return an instant as the {@code Date} header has it.
	 * @param instant the instant
	 * @return the value of the header
	 */
	public static String date(Instant instant) {
		return DATE.format(instant);
	}

	void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// It is gone, which is all that is wanted.
		}
	}

	private static void appendHeader(StringBuilder head, String name, String value) {
		head.append(name).append(": ").append(value).append("\r\n");
	}

	private static String reason(int status) {
		return switch (status) {
			case 200 -> "OK";
			case 301 -> "Moved Permanently";
			case 302 -> "Found";
			case 307 -> "Temporary Redirect";
			case 400 -> "Bad Request";
			case 401 -> "Unauthorized";
			case 403 -> "Forbidden";
			case 404 -> "Not Found";
			case 405 -> "Method Not Allowed";
			case 429 -> "Too Many Requests";
			case 500 -> "Internal Server Error";
			case 503 -> "Service Unavailable";
			default -> "Status";
		};
	}

}
