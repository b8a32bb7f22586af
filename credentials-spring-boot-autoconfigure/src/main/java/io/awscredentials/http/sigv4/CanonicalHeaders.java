package io.awscredentials.http.sigv4;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The headers of a request in the form that Signature Version 4 signs.
 */
final class CanonicalHeaders {

	// What a client or a proxy may add or change on the way, as in AWS's own signers.
	private static final Set<String> UNSIGNED = Set.of("authorization", "connection", "expect", "transfer-encoding",
			"user-agent", "x-amzn-trace-id");

	private CanonicalHeaders() {
	}

	static SortedMap<String, String> of(URI uri, Map<String, List<String>> headers) {
		SortedMap<String, String> canonical = new TreeMap<>();
		headers.forEach((name, values) -> {
			String key = name.toLowerCase(Locale.ROOT);
			if (!UNSIGNED.contains(key)) {
				values.forEach((value) -> canonical.merge(key, collapse(value), (some, more) -> some + "," + more));
			}
		});
		if (!canonical.containsKey("host")) {
			canonical.put("host", host(uri));
		}
		return canonical;
	}

	private static String host(URI uri) {
		String host = uri.getHost();
		if (host == null) {
			throw new IllegalArgumentException("'uri' must have a host");
		}
		// HTTP clients leave the port of the scheme out of the Host header.
		int standardPort = ("https".equalsIgnoreCase(uri.getScheme())) ? 443 : 80;
		return (uri.getPort() < 0 || uri.getPort() == standardPort) ? host : host + ":" + uri.getPort();
	}

	private static String collapse(String value) {
		StringBuilder collapsed = new StringBuilder(value.length());
		boolean gap = false;
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
				gap = true;
				continue;
			}
			if (gap && !collapsed.isEmpty()) {
				collapsed.append(' ');
			}
			gap = false;
			collapsed.append(c);
		}
		return collapsed.toString();
	}

}
