package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.awscredentials.http.CredentialsRestClientCustomizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers requests as they were answered once, if they come in the recorded order: each
 * with the recorded method, URI (whatever the order of its parameters) and, in a form,
 * action.
 */
final class RecordedTraffic implements CredentialsRestClientCustomizer {

	private final Deque<Exchange> exchanges = new ArrayDeque<>();

	private final List<String> unexpected = new ArrayList<>();

	RecordedTraffic(JsonNode traffic) {
		Map<Integer, Exchange> connections = new LinkedHashMap<>();
		traffic.get("events").forEach((event) -> {
			Exchange exchange = connections.computeIfAbsent(event.get("connection_id").asInt(), (id) -> new Exchange());
			exchange.add(event.get("action"));
		});
		this.exchanges.addAll(connections.values());
	}

	@Override
	public void customize(RestClient.Builder builder) {
		builder.requestInterceptor((request, body, execution) -> answer(request.getMethod().name(), request.getURI(),
				new String(body, StandardCharsets.UTF_8)));
	}

	private synchronized ClientHttpResponse answer(String method, URI uri, String body) throws IOException {
		Exchange exchange = this.exchanges.poll();
		String request = describe(method, uri, body);
		if (exchange == null || !exchange.request().equals(request)) {
			this.unexpected.add(request + ((exchange != null) ? " in place of " + exchange.request() : ""));
			throw new IOException("not recorded: " + request);
		}
		MockClientHttpResponse response = new MockClientHttpResponse(
				exchange.answerBody.toString().getBytes(StandardCharsets.UTF_8),
				HttpStatusCode.valueOf(exchange.status));
		exchange.headers.forEach(response.getHeaders()::set);
		// It was recorded at another time than that of the clock, which would be taken
		// for wrong.
		response.getHeaders().remove("Date");
		return response;
	}

	/**
	 * Fail unless all of the recorded requests have been made, and no others.
	 */
	void verify() {
		assertThat(this.unexpected).as("requests that were not recorded").isEmpty();
		assertThat(this.exchanges.stream().map(Exchange::request)).as("recorded requests that were not made").isEmpty();
	}

	private static String describe(String method, URI uri, String body) {
		String path = (uri.getPath().isEmpty()) ? "/" : uri.getPath();
		String action = Arrays.stream(body.split("&"))
			.filter((parameter) -> parameter.startsWith("Action="))
			.findFirst()
			.orElse("");
		return method + " " + uri.getScheme() + "://" + uri.getAuthority() + path + query(uri.getRawQuery()) + " "
				+ action;
	}

	private static String query(@Nullable String query) {
		return (query == null) ? ""
				: Arrays.stream(query.split("&"))
					.map((parameter) -> URLDecoder.decode(parameter, StandardCharsets.UTF_8))
					.sorted()
					.collect(Collectors.joining("&", "?", ""));
	}

	/** A request and its answer. */
	private static final class Exchange {

		private String method = "";

		private URI uri = URI.create("");

		private final StringBuilder body = new StringBuilder();

		private int status;

		private final Map<String, String> headers = new LinkedHashMap<>();

		private final StringBuilder answerBody = new StringBuilder();

		private void add(JsonNode action) {
			JsonNode request = action.at("/Request/request");
			JsonNode response = action.at("/Response/response/Ok");
			JsonNode data = action.path("Data");
			if (!request.isMissingNode()) {
				this.method = request.get("method").asString();
				this.uri = URI.create(request.get("uri").asString());
			}
			else if (!response.isMissingNode()) {
				this.status = response.get("status").asInt();
				response.get("headers")
					.properties()
					.forEach((header) -> this.headers.put(header.getKey(), header.getValue().get(0).asString()));
			}
			else if (!data.isMissingNode()) {
				boolean answer = data.path("direction").asString().equals("Response");
				((answer) ? this.answerBody : this.body).append(data.at("/data/Utf8").asString());
			}
		}

		private String request() {
			return describe(this.method, this.uri, this.body.toString());
		}

	}

}
