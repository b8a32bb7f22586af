package io.awscredentials.region;

import java.net.URI;
import java.util.Locale;

/**
 * How applications name the hosts that may see something secret.
 *
 * @hidden
 */
public final class HostPatterns {

	/**
	 * What is before the name of a host that is asked without encryption.
	 */
	public static final String HTTP = "http://";

	private HostPatterns() {
	}

	/**
	 * Return whether a name is that of a URI's host.
	 * @param pattern the name, with a port if it is to be that one, or as in
	 * {@code *.example.com} for all hosts below
	 * @param uri the URI, which has a host
	 * @return whether it matches
	 */
	public static boolean matches(String pattern, URI uri) {
		String host = uri.getHost().toLowerCase(Locale.ROOT);
		String lower = pattern.toLowerCase(Locale.ROOT);
		if (lower.startsWith("*.")) {
			return host.endsWith(lower.substring(1)) && host.length() > lower.length() - 1;
		}
		return lower.equals(host) || lower.equals(host + ":" + port(uri));
	}

	private static int port(URI uri) {
		if (uri.getPort() >= 0) {
			return uri.getPort();
		}
		return ("https".equalsIgnoreCase(uri.getScheme())) ? 443 : 80;
	}

	/**
	 * Return the host of a URI as it is shown.
	 * @param uri the URI
	 * @return the host, with the port if there is one
	 */
	public static String shown(URI uri) {
		return (uri.getPort() >= 0) ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
	}

}
