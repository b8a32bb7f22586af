package io.awscredentials.http.sigv4;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request of a signing vector, read from its text.
 */
record VectorRequest(String method, URI uri, Map<String, List<String>> headers, byte[] body) {

	static VectorRequest read(Path file) throws IOException {
		List<String> lines = Files.readAllLines(file);
		Iterator<String> rest = lines.iterator();
		String requestLine = rest.next();
		Map<String, List<String>> headers = readHeaders(rest);
		StringBuilder body = new StringBuilder();
		rest.forEachRemaining(body::append);
		int end = requestLine.indexOf(" HTTP/");
		String target = requestLine.substring(requestLine.indexOf(' ') + 1, (end >= 0) ? end : requestLine.length());
		URI uri = URI
			.create("https://" + String.join("", headers.getOrDefault("Host", List.of())) + target.replace(" ", "%20"));
		return new VectorRequest(requestLine.substring(0, requestLine.indexOf(' ')), uri, headers,
				body.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static Map<String, List<String>> readHeaders(Iterator<String> lines) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		List<String> values = new ArrayList<>();
		while (lines.hasNext()) {
			String line = lines.next();
			if (line.isEmpty()) {
				break;
			}
			if (line.startsWith(" ")) {
				values.add(values.remove(values.size() - 1) + "\n" + line);
			}
			else {
				values = headers.computeIfAbsent(line.substring(0, line.indexOf(':')), (name) -> new ArrayList<>());
				values.add(line.substring(line.indexOf(':') + 1));
			}
		}
		return headers;
	}

	Map<String, List<String>> with(SignedHeaders signed) {
		Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		all.putAll(this.headers);
		signed.forEach((name, value) -> all.put(name, List.of(value)));
		return all;
	}

}
