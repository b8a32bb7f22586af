package io.awscredentials.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 exchange over a connection of its own. Why not one of the JDK's clients:
 * {@code HttpURLConnection} logs the headers it sends, tokens included, silently repeats
 * a {@code GET} that fails, and hides the body of a 401; {@code HttpClient} keeps threads
 * that Java 17 can't stop, and costs seven times as much at the first request. Neither
 * can be held to a deadline from the thread that calls it.
 *
 * @param options how patient it is
 * @param method the HTTP method
 * @param uri the absolute URI
 * @param address the address to connect to, or {@code null} for the one that the host of
 * the URI resolves to
 */
record SocketExchange(HttpOptions options, String method, URI uri, @Nullable InetAddress address) {

	private static final String HOST = "Host";

	private static final String CONTENT_LENGTH = "Content-Length";

	private static final String CONNECTION = "Connection";

	/**
	 * Send a request.
	 * @param headers its headers
	 * @param body its body, empty if there is none
	 * @return the answer, its body cut off right above what a client takes
	 * @throws IOException if there was none
	 */
	HttpAnswer send(Map<String, List<String>> headers, byte[] body) throws IOException {
		Target target = Target.of(this.uri);
		Proxy proxy = (this.options.noProxy()) ? Proxy.NO_PROXY : Connector.proxy(target);
		Proxy layer = (proxy.type() == Proxy.Type.SOCKS) ? proxy : Proxy.NO_PROXY;
		try (PatientSocket plain = new PatientSocket(layer, this.options)) {
			Socket socket = Connector.connect(plain, target, proxy, this.address);
			boolean absolute = proxy.type() == Proxy.Type.HTTP && !target.secure();
			OutputStream out = socket.getOutputStream();
			out.write(head(target, absolute, headers, body.length));
			out.write(body);
			out.flush();
			WireReader reader = new WireReader(socket.getInputStream());
			WireReader.Head head = reader.readHead();
			byte[] answer = reader.readBody(head, CredentialsHttpClient.MAX_BODY + 1);
			return new HttpAnswer(head.status(), head.headers(), answer);
		}
	}

	private byte[] head(Target target, boolean absolute, Map<String, List<String>> headers, int length)
			throws IOException {
		StringBuilder head = new StringBuilder(512);
		String path = (absolute) ? target.scheme() + "://" + target.hostHeader() + target.path() : target.path();
		head.append(this.method).append(' ').append(path).append(" HTTP/1.1\r\n");
		if (!headers.containsKey(HOST)) {
			append(head, HOST, target.hostHeader());
		}
		for (Map.Entry<String, List<String>> header : headers.entrySet()) {
			if (!isComputed(header.getKey())) {
				for (String value : header.getValue()) {
					append(head, header.getKey(), value);
				}
			}
		}
		if (length > 0 || !this.method.equals("GET")) {
			append(head, CONTENT_LENGTH, Integer.toString(length));
		}
		append(head, CONNECTION, "close");
		return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static boolean isComputed(String header) {
		return header.equalsIgnoreCase(CONTENT_LENGTH) || header.equalsIgnoreCase(CONNECTION)
				|| header.equalsIgnoreCase("Transfer-Encoding");
	}

	private static void append(StringBuilder head, String name, String value) throws IOException {
		int start = head.length();
		head.append(name).append(": ").append(value);
		for (int i = start; i < head.length(); i++) {
			if (Character.isISOControl(head.charAt(i))) {
				// The value may be a token, so the name has to do.
				throw new NotSentException("the header '" + name.strip() + "' holds a line break");
			}
		}
		head.append("\r\n");
	}

}
