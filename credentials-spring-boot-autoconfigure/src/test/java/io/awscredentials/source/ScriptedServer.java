package io.awscredentials.source;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A loopback server that answers as a test says, and remembers what it was asked. What a
 * test says nothing about is answered 404.
 */
public final class ScriptedServer implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "scripted-server");
		thread.setDaemon(true);
		return thread;
	});

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Map<String, List<Answer>> script = new HashMap<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	public ScriptedServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	/**
	 * Answer a request.
	 * @param request the method and the path
	 * @param answers the answers in order, of which the last one is given again and again
	 * @return this server
	 */
	public synchronized ScriptedServer on(String request, Answer... answers) {
		this.script.put(request, new CopyOnWriteArrayList<>(answers));
		return this;
	}

	public String url() {
		return "http://127.0.0.1:" + port();
	}

	public int port() {
		return this.server.getAddress().getPort();
	}

	/**
	 * Return what was asked since the last time.
	 * @return methods and paths
	 */
	public List<String> asked() {
		List<String> asked = this.requests.stream().map(Request::line).toList();
		this.requests.clear();
		return asked;
	}

	public Request last() {
		return this.requests.get(this.requests.size() - 1);
	}

	private synchronized Answer next(String line) {
		List<Answer> answers = this.script.getOrDefault(line, List.of(text(404, "<html>404 - Not Found</html>")));
		return (answers.size() > 1) ? answers.remove(0) : answers.get(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
		Map<String, String> headers = new HashMap<>();
		exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
		this.requests.add(new Request(line, headers));
		try (exchange) {
			next(line).give(exchange, this.closed);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	public static Answer json(String body) {
		return text(200, body, "Content-Type", "application/json");
	}

	public static Answer text(int status, String body, String... headers) {
		return (exchange, closed) -> {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			for (int i = 0; i < headers.length; i += 2) {
				exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
			}
			exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
		};
	}

	/** Never answer. */
	public static Answer silence() {
		return (exchange, closed) -> closed.await();
	}

	/** Begin a body and never end it. */
	public static Answer hangAfter(String beginning) {
		return (exchange, closed) -> {
			exchange.sendResponseHeaders(200, 10_000);
			exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
			exchange.getResponseBody().flush();
			closed.await();
		};
	}

	/** A body of so many bytes. */
	public static Answer bulk(long size) {
		return (exchange, closed) -> {
			exchange.sendResponseHeaders(200, size);
			byte[] block = new byte[64 * 1024];
			try (OutputStream body = exchange.getResponseBody()) {
				for (long written = 0; written < size; written += block.length) {
					body.write(block);
				}
			}
		};
	}

	/** An answer to one request. */
	@FunctionalInterface
	public interface Answer {

		void give(HttpExchange exchange, CountDownLatch closed) throws IOException, InterruptedException;

	}

	/**
	 * A request.
	 *
	 * @param line method and path
	 * @param headers the headers, by their names in lower case
	 */
	public record Request(String line, Map<String, String> headers) {

		public @Nullable String header(String name) {
			return this.headers.get(name);
		}

	}

}
