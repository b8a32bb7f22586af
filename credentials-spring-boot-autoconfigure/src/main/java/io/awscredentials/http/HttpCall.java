package io.awscredentials.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * One request as it goes out: {@code Host}, {@code Content-Length} and {@code Connection}
 * are added when it is sent, {@code User-Agent} and {@code Accept} where it has none.
 *
 * @param method the HTTP method
 * @param uri the absolute URI
 * @param headers the headers
 * @param body the body, empty if there is none
 * @param addresses the addresses to connect to, none for those that the host of the URI
 * resolves to. A proxy resolves the host itself.
 * @param tls whom to trust, or {@code null} for whom the JVM trusts
 * @hidden
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, byte[] body, List<InetAddress> addresses,
		@Nullable SSLContext tls) {

	private static final byte[] NO_BODY = {};

	public HttpCall {
		headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
		addresses = List.copyOf(addresses);
	}

	/**
	 * Return a {@code GET} request.
	 * @param uri the absolute URI
	 * @return the request, without headers
	 */
	public static HttpCall get(URI uri) {
		return new HttpCall("GET", uri, Map.of(), NO_BODY, List.of(), null);
	}

	/**
	 * Return a {@code PUT} request with an empty body.
	 * @param uri the absolute URI
	 * @return the request, without headers
	 */
	public static HttpCall put(URI uri) {
		return new HttpCall("PUT", uri, Map.of(), NO_BODY, List.of(), null);
	}

	/**
	 * Return a {@code POST} request.
	 * @param uri the absolute URI
	 * @param contentType the type of the body
	 * @param body the body
	 * @return the request, with a {@code Content-Type} header
	 */
	public static HttpCall post(URI uri, String contentType, byte[] body) {
		return new HttpCall("POST", uri, Map.of("Content-Type", contentType), body, List.of(), null);
	}

	/**
	 * Return this request with one header more.
	 * @param name the name
	 * @param value the value
	 * @return the changed request
	 */
	public HttpCall withHeader(String name, String value) {
		return withHeaders(Map.of(name, value));
	}

	/**
	 * Return this request with more headers, those of a signature for example.
	 * @param headers the headers, which replace those of the same spelling
	 * @return the changed request
	 */
	public HttpCall withHeaders(Map<String, String> headers) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		all.putAll(headers);
		return new HttpCall(this.method, this.uri, all, this.body, this.addresses, this.tls);
	}

	/**
	 * Return this request to addresses that have been checked: between a check of the
	 * host's addresses and the connection, its name may come to resolve to others.
	 * @param addresses the addresses to connect to
	 * @return the changed request
	 */
	public HttpCall withAddresses(List<InetAddress> addresses) {
		return new HttpCall(this.method, this.uri, this.headers, this.body, addresses, this.tls);
	}

	/**
	 * Return this request to a server whose certificate is not for the JVM to judge.
	 * @param tls whom to trust
	 * @return the changed request
	 */
	public HttpCall withTls(SSLContext tls) {
		return new HttpCall(this.method, this.uri, this.headers, this.body, this.addresses, tls);
	}

	/**
	 * Return the request as people may see it: a query, headers and bodies hold secrets.
	 * @return the method and the URI without query
	 */
	@Override
	public String toString() {
		return this.method + " " + address(this.uri);
	}

	static String address(URI uri) {
		String host = (uri.getHost() != null) ? uri.getHost() : "";
		String port = (uri.getPort() != -1) ? ":" + uri.getPort() : "";
		return uri.getScheme() + "://" + host + port + ((uri.getRawPath() != null) ? uri.getRawPath() : "");
	}

}
