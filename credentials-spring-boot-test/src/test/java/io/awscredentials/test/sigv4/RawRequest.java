package io.awscredentials.test.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.awscredentials.test.http.HttpRequest;

/**
 * Reads requests as they stand in the vectors: with blanks in the path and folded
 * headers, which no server would take.
 */
final class RawRequest {

	private RawRequest() {
	}

	static HttpRequest parse(String text) {
		int end = text.indexOf("\n\n");
		String head = (end < 0) ? text : text.substring(0, end);
		String body = (end < 0) ? "" : text.substring(end + 2);
		List<String> lines = head.lines().toList();
		String requestLine = lines.get(0).replaceFirst(" HTTP/1.1$", "");
		String target = requestLine.substring(requestLine.indexOf(' ') + 1);
		int query = target.indexOf('?');
		return new HttpRequest(requestLine.substring(0, requestLine.indexOf(' ')),
				(query < 0) ? target : target.substring(0, query), (query < 0) ? "" : target.substring(query + 1),
				headers(lines.subList(1, lines.size())), body.getBytes(StandardCharsets.UTF_8));
	}

	static HttpRequest withHeader(HttpRequest request, String name, String value) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.putAll(request.headers());
		headers.put(name, List.of(value));
		return new HttpRequest(request.method(), request.path(), request.query(), headers, request.body());
	}

	private static Map<String, List<String>> headers(List<String> lines) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		List<String> last = new ArrayList<>();
		for (String line : lines) {
			if (line.startsWith(" ")) {
				last.set(last.size() - 1, last.get(last.size() - 1) + line);
			}
			else {
				int colon = line.indexOf(':');
				last = headers.computeIfAbsent(line.substring(0, colon), (name) -> new ArrayList<>());
				last.add(line.substring(colon + 1));
			}
		}
		return headers;
	}

}
