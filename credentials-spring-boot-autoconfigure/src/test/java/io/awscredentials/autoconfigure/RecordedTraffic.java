package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import io.awscredentials.http.CredentialsRestClientCustomizer;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * Answers requests as they were answered once, if they come in the recorded order.
 */
final class RecordedTraffic implements CredentialsRestClientCustomizer {

	private final Deque<Exchange> exchanges = new ArrayDeque<>();

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
		builder.requestInterceptor((request, body, execution) -> {
			Exchange exchange = this.exchanges.poll();
			String line = request.getMethod() + " " + request.getURI();
			if (exchange == null || !exchange.line.equals(line)) {
				throw new IOException("not recorded: " + line);
			}
			MockClientHttpResponse response = new MockClientHttpResponse(
					exchange.body.toString().getBytes(StandardCharsets.UTF_8), HttpStatusCode.valueOf(exchange.status));
			exchange.headers.forEach(response.getHeaders()::set);
			return response;
		});
	}

	/**
	 * Return how many of the recorded requests have not been made.
	 * @return the number
	 */
	int left() {
		return this.exchanges.size();
	}

	/** A request and its answer. */
	private static final class Exchange {

		private String line = "";

		private int status;

		private final Map<String, String> headers = new LinkedHashMap<>();

		private final StringBuilder body = new StringBuilder();

		private void add(JsonNode action) {
			JsonNode request = action.at("/Request/request");
			JsonNode response = action.at("/Response/response/Ok");
			JsonNode data = action.path("Data");
			if (!request.isMissingNode()) {
				this.line = request.get("method").asString() + " " + request.get("uri").asString();
			}
			else if (!response.isMissingNode()) {
				this.status = response.get("status").asInt();
				response.get("headers")
					.properties()
					.forEach((header) -> this.headers.put(header.getKey(), header.getValue().get(0).asString()));
			}
			else if (data.path("direction").asString("").equals("Response")) {
				this.body.append(data.at("/data/Utf8").asString());
			}
		}

	}

}
