package io.awscredentials.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractBufferingClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A {@link SocketExchange} for a {@code RestClient}.
 */
final class SocketHttpRequest extends AbstractBufferingClientHttpRequest {

	/** The attribute that holds the address to connect to. */
	static final String ADDRESS = SocketHttpRequest.class.getName() + ".address";

	private final HttpOptions options;

	private final URI uri;

	private final HttpMethod method;

	private SocketHttpRequest(HttpOptions options, URI uri, HttpMethod method) {
		this.options = options;
		this.uri = uri;
		this.method = method;
	}

	static ClientHttpRequestFactory factory(HttpOptions options) {
		return (uri, method) -> new SocketHttpRequest(options, uri, method);
	}

	@Override
	public HttpMethod getMethod() {
		return this.method;
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	protected ClientHttpResponse executeInternal(HttpHeaders headers, byte[] body) throws IOException {
		SocketExchange exchange = new SocketExchange(this.options, this.method.name(), this.uri, address());
		Map<String, List<String>> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach(sent::put);
		return new SocketHttpResponse(exchange.send(sent, body));
	}

	private @Nullable InetAddress address() {
		return (getAttributes().get(ADDRESS) instanceof InetAddress address) ? address : null;
	}

	/**
	 * A response that has been read.
	 *
	 * @param answer what has been read
	 */
	private record SocketHttpResponse(HttpAnswer answer) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatusCode.valueOf(this.answer.status());
		}

		@Override
		public String getStatusText() {
			return "";
		}

		@Override
		public HttpHeaders getHeaders() {
			HttpHeaders headers = new HttpHeaders();
			headers.putAll(this.answer.headers());
			return headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.answer.body());
		}

		@Override
		public void close() {
			// The connection has been closed already.
		}

	}

}
