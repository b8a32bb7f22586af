package io.awscredentials.http;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Makes one attempt.
 */
@FunctionalInterface
interface Transport {

	/** Who sends requests. */
	String USER_AGENT = "credentials-spring-boot/"
			+ Objects.requireNonNullElse(Transport.class.getPackage().getImplementationVersion(), "dev") + " Java/"
			+ System.getProperty("java.version");

	/**
	 * Send a request.
	 * @param call the request
	 * @param limit how many bytes of the body to read at most
	 * @return the answer, its body cut off at the limit
	 * @throws IOException if there was none
	 */
	HttpAnswer send(HttpCall call, int limit) throws IOException;

	/**
	 * Return the headers of a request, with those that every request has.
	 * @param call the request
	 * @return the headers, whose names are compared without regard to case
	 */
	static Map<String, List<String>> headers(HttpCall call) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.put("User-Agent", List.of(USER_AGENT));
		headers.put("Accept", List.of("*/*"));
		for (Map.Entry<String, String> header : call.headers().entrySet()) {
			headers.put(header.getKey(), List.of(header.getValue()));
		}
		return Collections.unmodifiableMap(headers);
	}

}
