package io.awscredentials.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Makes one attempt with the {@link RestClient} that everything outgoing passes through.
 */
final class RestClientTransport {

	/** Who sends requests. */
	private static final String USER_AGENT = "credentials-spring-boot/"
			+ Objects.requireNonNullElse(RestClientTransport.class.getPackage().getImplementationVersion(), "dev")
			+ " Java/" + System.getProperty("java.version");

	private final HttpOptions options;

	private final ProxySettings proxies;

	private final List<CredentialsRestClientCustomizer> customizers;

	private final ObservationRegistry observationRegistry;

	private volatile @Nullable RestClient restClient;

	RestClientTransport(HttpOptions options, ProxySettings proxies, List<CredentialsRestClientCustomizer> customizers,
			ObservationRegistry observationRegistry) {
		this.options = options;
		this.proxies = proxies;
		this.customizers = List.copyOf(customizers);
		this.observationRegistry = observationRegistry;
	}

	/**
	 * Send a request.
	 * @param call the request
	 * @param attempt the number of the attempt, from 1
	 * @return the answer, its body cut off right above what a client takes
	 * @throws IOException if there was none
	 */
	HttpAnswer send(HttpCall call, int attempt) throws IOException {
		try {
			RestClient.RequestBodySpec request = restClient().method(HttpMethod.valueOf(call.method()))
				.uri(call.uri())
				.attribute(SocketClientHttpRequest.CALL, call)
				.attribute(SocketClientHttpRequest.ATTEMPT, attempt)
				.headers((headers) -> call.headers().forEach(headers::set));
			if (!call.method().equals("GET")) {
				// Not as an object: converters would come into play, which log what they
				// write.
				request.contentLength(call.body().length).body((out) -> out.write(call.body()));
			}
			return request.exchangeForRequiredValue((sent, response) -> read(response));
		}
		catch (ResourceAccessException ex) {
			throw (ex.getCause() instanceof IOException cause) ? cause : new IOException(ex);
		}
	}

	private static HttpAnswer read(ClientHttpResponse response) throws IOException {
		byte[] body = response.getBody().readNBytes(CredentialsHttpClient.MAX_BODY + 1);
		Map<String, List<String>> headers = new HashMap<>();
		response.getHeaders().forEach(headers::put);
		return new HttpAnswer(response.getStatusCode().value(), headers, body);
	}

	/**
	 * Return the client, built at the first request: its classes are none of a starting
	 * application's business. Two threads may both build one; either serves.
	 */
	private RestClient restClient() {
		RestClient client = this.restClient;
		if (client == null) {
			RestClient.Builder builder = RestClient.builder()
				.requestFactory((uri, method) -> new SocketClientHttpRequest(this.options, this.proxies, uri, method))
				.configureMessageConverters((converters) -> {
					// None: bytes go out, bytes come in.
				})
				.defaultHeader(HttpHeaders.USER_AGENT, USER_AGENT)
				.defaultHeader(HttpHeaders.ACCEPT, "*/*")
				.observationRegistry(this.observationRegistry)
				.observationConvention(new CredentialsObservationConvention());
			this.customizers.forEach((customizer) -> customizer.customize(builder));
			client = builder.build();
			this.restClient = client;
		}
		return client;
	}

}
