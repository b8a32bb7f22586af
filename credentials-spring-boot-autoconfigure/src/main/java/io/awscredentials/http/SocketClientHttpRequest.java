package io.awscredentials.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractBufferingClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/**
 * One HTTP/1.1 exchange over a connection of its own. Why not one of the JDK's clients:
 * {@code HttpURLConnection} logs the headers it sends, tokens included, silently repeats
 * a {@code GET} that fails, and hides the body of a 401; {@code HttpClient} keeps threads
 * that Java 17 can't stop. Neither can be held to a deadline from the thread that calls
 * it, nor be told which of a host's addresses has been checked.
 */
final class SocketClientHttpRequest extends AbstractBufferingClientHttpRequest {

	/** The attribute that holds the call. */
	static final String CALL = SocketClientHttpRequest.class.getName() + ".call";

	/** The attribute that holds the number of the attempt. */
	static final String ATTEMPT = SocketClientHttpRequest.class.getName() + ".attempt";

	private final HttpOptions options;

	private final ProxySettings proxies;

	private final URI uri;

	private final HttpMethod method;

	SocketClientHttpRequest(HttpOptions options, ProxySettings proxies, URI uri, HttpMethod method) {
		this.options = options;
		this.proxies = proxies;
		this.uri = uri;
		this.method = method;
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
		Target target = Target.of(this.uri);
		ProxyServer proxy = (this.options.noProxy()) ? null : this.proxies.find(target);
		HttpOptions options = (getAttributes().get(ATTEMPT) instanceof Integer attempt)
				? this.options.forAttempt(attempt) : this.options;
		try (PatientSocket plain = Connector.connect(options, target, proxy, addresses())) {
			Socket socket = Connector.open(plain, target, proxy, tls());
			// Without TLS, an HTTP proxy gets the request itself.
			ProxyServer asked = (proxy != null && proxy.type() != ProxyServer.Type.SOCKS && !target.secure()) ? proxy
					: null;
			if (asked != null && asked.authorization() != null) {
				headers.set(HttpHeaders.PROXY_AUTHORIZATION, asked.authorization());
			}
			OutputStream out = socket.getOutputStream();
			out.write(head(target, asked != null, headers, body.length));
			out.write(body);
			out.flush();
			HttpAnswer answer = new WireReader(socket.getInputStream()).read(CredentialsHttpClient.MAX_BODY + 1);
			if (asked != null && answer.status() == 407) {
				throw asked.refused(answer.status());
			}
			return new ReadResponse(answer);
		}
	}

	private List<InetAddress> addresses() {
		return (getAttributes().get(CALL) instanceof HttpCall call) ? call.addresses() : List.of();
	}

	private @Nullable SSLContext tls() {
		return (getAttributes().get(CALL) instanceof HttpCall call) ? call.tls() : null;
	}

	private byte[] head(Target target, boolean absolute, HttpHeaders headers, int length) throws IOException {
		headers.remove(HttpHeaders.TRANSFER_ENCODING);
		headers.remove(HttpHeaders.CONTENT_LENGTH);
		if (length > 0 || this.method != HttpMethod.GET) {
			headers.setContentLength(length);
		}
		headers.set(HttpHeaders.CONNECTION, "close");
		StringBuilder head = new StringBuilder(512);
		String path = (absolute) ? target.scheme() + "://" + target.hostHeader() + target.path() : target.path();
		head.append(this.method).append(' ').append(path).append(" HTTP/1.1\r\n");
		if (!headers.containsHeader(HttpHeaders.HOST)) {
			append(head, HttpHeaders.HOST, target.hostHeader());
		}
		for (Map.Entry<String, List<String>> header : headers.headerSet()) {
			for (String value : header.getValue()) {
				append(head, header.getKey(), value);
			}
		}
		return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static void append(StringBuilder head, String name, String value) throws IOException {
		String line = name + ": " + value;
		if (line.chars().anyMatch(Character::isISOControl)) {
			// The value may be a token, so the name has to do.
			throw new NotSentException("the header '" + name.strip() + "' holds a line break");
		}
		head.append(line).append("\r\n");
	}

	/**
	 * A response that has been read.
	 *
	 * @param answer what has been read
	 */
	private record ReadResponse(HttpAnswer answer) implements ClientHttpResponse {

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
