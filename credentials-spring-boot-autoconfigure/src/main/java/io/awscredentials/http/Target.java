package io.awscredentials.http;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/**
 * Where a request goes, as the parts of a connection and of a request line need it.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host name or address, an IPv6 address without brackets
 * @param hostHeader the {@code Host} header: no port where it is the default one
 * @param port the port
 * @param path the path and the query
 */
record Target(String scheme, String host, String hostHeader, int port, String path) {

	static Target of(URI uri) throws IOException {
		URI ascii = URI.create(uri.toASCIIString());
		String scheme = (ascii.getScheme() != null) ? ascii.getScheme().toLowerCase(Locale.ROOT) : "";
		String host = ascii.getHost();
		if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
			throw new NotSentException("the address is not an http or https URL with a host");
		}
		int defaultPort = (scheme.equals("https")) ? 443 : 80;
		int port = (ascii.getPort() != -1) ? ascii.getPort() : defaultPort;
		String hostHeader = (port != defaultPort) ? host + ":" + port : host;
		String path = (ascii.getRawPath().isEmpty()) ? "/" : ascii.getRawPath();
		String query = (ascii.getRawQuery() != null) ? "?" + ascii.getRawQuery() : "";
		String bare = (host.startsWith("[")) ? host.substring(1, host.length() - 1) : host;
		return new Target(scheme, bare, hostHeader, port, path + query);
	}

	boolean secure() {
		return this.scheme.equals("https");
	}

	/**
	 * Return host and port as {@code CONNECT} wants them.
	 * @return the host, an IPv6 address in brackets, and the port in any case
	 */
	String authority() {
		return ((this.host.indexOf(':') != -1) ? "[" + this.host + "]" : this.host) + ":" + this.port;
	}

}
