package io.awscredentials.test.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Reads requests off a connection.
 */
final class RequestReader {

	private static final int MAX_LINE = 64 * 1024;

	private static final int MAX_BODY = 16 * 1024 * 1024;

	private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private final InputStream in;

	private final OutputStream out;

	RequestReader(InputStream in, OutputStream out) {
		this.in = in;
		this.out = out;
	}

	/**
	 * Read the next request.
	 * @return the request, or {@code null} where the client has no more
	 * @throws IOException where the connection breaks or what comes is no HTTP
	 */
	@Nullable HttpRequest read() throws IOException {
		String line = readLine();
		if (line == null) {
			return null;
		}
		int method = line.indexOf(' ');
		int version = line.lastIndexOf(" HTTP/1.");
		if (method < 1 || version <= method) {
			throw new IOException("Not an HTTP/1 request line");
		}
		String target = line.substring(method + 1, version);
		int query = target.indexOf('?');
		Map<String, List<String>> headers = readHeaders();
		return new HttpRequest(line.substring(0, method), (query < 0) ? target : target.substring(0, query),
				(query < 0) ? "" : target.substring(query + 1), headers, readBody(headers));
	}

	private Map<String, List<String>> readHeaders() throws IOException {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		String line = requireLine();
		while (!line.isEmpty()) {
			int colon = line.indexOf(':');
			if (colon < 1) {
				throw new IOException("Not an HTTP header");
			}
			headers.computeIfAbsent(line.substring(0, colon), (name) -> new ArrayList<>())
				.add(line.substring(colon + 1).strip());
			line = requireLine();
		}
		headers.replaceAll((name, values) -> List.copyOf(values));
		return Collections.unmodifiableMap(headers);
	}

	private byte[] readBody(Map<String, List<String>> headers) throws IOException {
		if (hasValue(headers, "Expect", "100-continue")) {
			this.out.write(CONTINUE);
			this.out.flush();
		}
		if (hasValue(headers, "Transfer-Encoding", "chunked")) {
			return readChunks();
		}
		List<String> length = headers.get("Content-Length");
		return (length != null) ? readExactly(Integer.parseInt(length.get(0))) : new byte[0];
	}

	private byte[] readChunks() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		while (true) {
			String line = requireLine();
			int extension = line.indexOf(';');
			int length = Integer.parseInt(((extension < 0) ? line : line.substring(0, extension)).strip(), 16);
			if (length == 0) {
				while (!requireLine().isEmpty()) {
					continue;
				}
				return body.toByteArray();
			}
			if (body.size() + length > MAX_BODY) {
				throw new IOException("Request body too large");
			}
			body.write(readExactly(length));
			requireLine();
		}
	}

	private byte[] readExactly(int length) throws IOException {
		if (length > MAX_BODY) {
			throw new IOException("Request body too large");
		}
		byte[] body = this.in.readNBytes(length);
		if (body.length < length) {
			throw new EOFException();
		}
		return body;
	}

	private String requireLine() throws IOException {
		String line = readLine();
		if (line == null) {
			throw new EOFException();
		}
		return line;
	}

	private @Nullable String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream(128);
		for (int octet = this.in.read(); octet != '\n'; octet = this.in.read()) {
			if (octet < 0) {
				return null;
			}
			if (octet != '\r') {
				line.write(octet);
			}
			if (line.size() > MAX_LINE) {
				throw new IOException("Request line or header too long");
			}
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	private static boolean hasValue(Map<String, List<String>> headers, String name, String value) {
		return headers.getOrDefault(name, List.of()).stream().anyMatch(value::equalsIgnoreCase);
	}

}
