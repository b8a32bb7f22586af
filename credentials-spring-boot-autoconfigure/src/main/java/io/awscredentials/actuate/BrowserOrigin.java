package io.awscredentials.actuate;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;

/**
 * Tells requests that a browser makes for a page of another site. Whoever is no browser
 * says nothing of where a request comes from.
 */
final class BrowserOrigin {

	private static final Set<String> OWN = Set.of("same-origin", "none");

	private BrowserOrigin() {
	}

	/**
	 * Return whether a browser marks a request as coming from another site.
	 * @param request the request
	 * @return whether it does
	 */
	static boolean isOtherSite(HttpRequest request) {
		HttpHeaders headers = request.getHeaders();
		String site = headers.getFirst("Sec-Fetch-Site");
		if (site != null) {
			return !OWN.contains(site.toLowerCase(Locale.ROOT));
		}
		String origin = headers.getOrigin();
		return origin != null && !isOwn(origin, request);
	}

	private static boolean isOwn(String origin, HttpRequest request) {
		int authority = origin.indexOf("://");
		// A proxy in front may speak TLS for this application, and keep the host.
		return authority > 0
				&& (origin.substring(authority + 3).equalsIgnoreCase(request.getHeaders().getFirst(HttpHeaders.HOST))
						|| isSame(origin, request.getURI()));
	}

	private static boolean isSame(String origin, URI own) {
		try {
			URI other = URI.create(origin);
			return own.getScheme().equalsIgnoreCase(other.getScheme()) && own.getHost() != null
					&& own.getHost().equalsIgnoreCase(other.getHost()) && port(own) == port(other);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static int port(URI uri) {
		if (uri.getPort() != -1) {
			return uri.getPort();
		}
		return ("https".equalsIgnoreCase(uri.getScheme())) ? 443 : 80;
	}

}
