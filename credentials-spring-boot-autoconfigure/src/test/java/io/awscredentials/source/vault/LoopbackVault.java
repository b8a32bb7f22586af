package io.awscredentials.source.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A Vault on the loopback interface with an AWS secrets engine at {@code aws}: it answers
 * as Vault 1.13 does, refusals included.
 */
public final class LoopbackVault implements AutoCloseable {

	private final HttpServer server;

	private final Map<String, Supplier<String>> roles = new ConcurrentHashMap<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final List<String> logins = new CopyOnWriteArrayList<>();

	private volatile String token = "hvs.first";

	private volatile String refusal = "";

	private volatile int refusalStatus;

	public LoopbackVault() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	public URI uri() {
		return URI.create("http://localhost:" + this.server.getAddress().getPort());
	}

	/**
	 * Accept another token and no other.
	 * @param token the token
	 */
	public void token(String token) {
		this.token = token;
	}

	/**
	 * Refuse what is asked, until status zero.
	 * @param status the status
	 * @param body the body
	 */
	public void refuse(int status, String body) {
		this.refusal = body;
		this.refusalStatus = status;
	}

	/**
	 * Add a role with the type {@code iam_user}.
	 * @param role the name of the role
	 * @param lease the lease in seconds
	 * @param keys give an access key ID and a secret for each lease
	 */
	public void iamUser(String role, long lease, Supplier<List<String>> keys) {
		this.roles.put(role, () -> {
			List<String> pair = keys.get();
			return """
					{"request_id":"8fb55e1c-d6d3-ea9a-5d0a-ad2f2d9ba1d5","lease_id":"aws/creds/%s/%d","renewable":true,
					"lease_duration":%d,"data":{"access_key":"%s","secret_key":"%s","security_token":null},
					"wrap_info":null,"warnings":null,"auth":null}""".formatted(role, this.requests.size(), lease,
					pair.get(0), pair.get(1));
		});
	}

	/**
	 * Add a role with the type {@code assumed_role}.
	 * @param role the name of the role
	 * @param lease the lease in seconds
	 */
	public void assumedRole(String role, long lease) {
		this.roles.put(role, () -> """
				{"request_id":"1e14d8c9-5a5c-1fba-6ac9-5c3f2b7d1f20","lease_id":"aws/creds/%1$s/%2$d","renewable":false,
				"lease_duration":%3$d,"data":{"access_key":"ASIAVAULT%2$07d","secret_key":"vault-secret",
				"security_token":"vault-session-token",
				"arn":"arn:aws:sts::210987654321:assumed-role/deploy/vault-token-%1$s-1"},
				"wrap_info":null,"warnings":null,"auth":null}""".formatted(role, this.requests.size(), lease));
	}

	/**
	 * Add a role that answers as it is told.
	 * @param role the name of the role
	 * @param answer the answer
	 */
	public void role(String role, String answer) {
		this.roles.put(role, () -> answer);
	}

	public List<Request> requests() {
		return this.requests;
	}

	/**
	 * Return who logged in, by the signature of the request to STS that Vault was given.
	 * @return the access key IDs
	 */
	public List<String> logins() {
		return this.logins;
	}

	private void logIn(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		String encoded = body.replaceFirst("(?s).*\"iam_request_headers\"\\s*:\\s*\"([^\"]+)\".*", "$1");
		String headers = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
		this.logins.add(headers.replaceFirst("(?s).*Credential=(\\w+)/.*", "$1"));
		send(exchange, 200, """
				{"request_id":"5b8d1c6e","lease_id":"","renewable":false,"lease_duration":0,"data":null,"auth":
				{"client_token":"%s","policies":["default","orders"],"lease_duration":3600,"renewable":true}}"""
			.formatted(this.token));
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		if (path.equals("/v1/auth/aws/login")) {
			logIn(exchange);
			return;
		}
		this.requests.add(new Request(exchange.getRequestMethod() + " " + exchange.getRequestURI(),
				exchange.getRequestHeaders().getFirst("X-Vault-Token"),
				exchange.getRequestHeaders().getFirst("X-Vault-Namespace")));
		if (this.refusalStatus != 0) {
			send(exchange, this.refusalStatus, this.refusal);
		}
		else if (!this.token.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
			send(exchange, 403, errors("2 errors occurred:\\n\\t* permission denied\\n\\t* invalid token\\n\\n"));
		}
		else if (!path.startsWith("/v1/aws/creds/")) {
			send(exchange, 404,
					errors("no handler for route \\\"" + path.substring(4) + "\\\". route entry not found."));
		}
		else {
			String role = path.substring("/v1/aws/creds/".length());
			Supplier<String> known = this.roles.get(role);
			if (known != null) {
				send(exchange, 200, known.get());
			}
			else {
				send(exchange, 400, errors("Role \\\"" + role + "\\\" not found"));
			}
		}
	}

	private static String errors(String error) {
		return "{\"errors\":[\"" + error + "\"]}";
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.getResponseHeaders().set("Cache-Control", "no-store");
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * What came.
	 *
	 * @param line method, path and query
	 * @param token the token
	 * @param namespace the namespace
	 */
	public record Request(String line, String token, String namespace) {

		@Override
		public String toString() {
			return this.line;
		}

	}

}
