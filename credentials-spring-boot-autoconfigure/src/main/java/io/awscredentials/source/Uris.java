package io.awscredentials.source;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Builds the addresses of operations.
 */
public final class Uris {

	private Uris() {
	}

	/**
	 * Append a path to an endpoint.
	 * @param endpoint the endpoint, whose path may end with a slash
	 * @param path the path with, if need be, an encoded query
	 * @return the address
	 */
	public static URI append(URI endpoint, String path) {
		String base = endpoint.toString();
		return URI.create(((base.endsWith("/")) ? base.substring(0, base.length() - 1) : base) + path);
	}

	/**
	 * Encode the value of a parameter of the query.
	 * @param value the value
	 * @return the encoded value
	 */
	public static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
