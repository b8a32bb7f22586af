package io.awscredentials.source.container;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import org.jspecify.annotations.Nullable;

/**
 * Where the credentials of a container are, and the rules for that: {@code https}
 * anywhere, {@code http} only to this machine and to the agents of ECS and EKS.
 *
 * @param uri the address of the credentials
 * @param addresses those that were checked and are to be connected to, none if TLS proves
 * that the host is the right one
 */
record ContainerEndpoint(URI uri, List<InetAddress> addresses) {

	private static final String RELATIVE_URI = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";

	private static final String FULL_URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

	private static final String ECS_AGENT = "http://169.254.170.2";

	/** The agents of ECS and EKS, the latter also by IPv6, beside loopback. */
	private static final Set<String> AGENTS = Set.of("169.254.170.2", "169.254.170.23", "fd00:ec2:0:0:0:0:0:23");

	/**
	 * Find the endpoint. A relative URI goes first, as in the SDKs for Java, Python and
	 * Rust; a property goes before the environment.
	 * @param options the options
	 * @param environment the environment variables
	 * @param resolver resolves the host
	 * @return the endpoint, or {@code null} if none is configured
	 * @throws CredentialsException if it is not allowed
	 */
	static @Nullable ContainerEndpoint find(ContainerOptions options, EnvironmentVariables environment,
			HostResolver resolver) {
		String relative = text(options.relativeUri());
		if (relative != null) {
			return relative(relative, "The property container.relative-uri");
		}
		String full = text(options.fullUri());
		if (full != null) {
			return full(full, "The property container.full-uri", resolver);
		}
		relative = environment.getText(RELATIVE_URI);
		if (relative != null) {
			return relative(relative, "The environment variable " + RELATIVE_URI);
		}
		full = environment.getText(FULL_URI);
		return (full != null) ? full(full, "The environment variable " + FULL_URI, resolver) : null;
	}

	private static ContainerEndpoint relative(String text, String origin) {
		// Two slashes begin a host name, where a URI is resolved against another.
		if (!text.startsWith("/") || text.startsWith("//")) {
			throw refused(origin, "is not a path that begins with one slash")
				.withAdvice("Give the path only; for a URL, use the full URI");
		}
		return new ContainerEndpoint(parse(ECS_AGENT + text, origin), List.of());
	}

	private static ContainerEndpoint full(String text, String origin, HostResolver resolver) {
		URI uri = parse(text, origin);
		String host = uri.getHost();
		if (host == null) {
			throw refused(origin, "is not a URL with a host");
		}
		if (uri.getRawUserInfo() != null) {
			throw refused(origin, "contains a user name or password")
				.withAdvice("Leave them out and set the authorization token");
		}
		if ("https".equalsIgnoreCase(uri.getScheme())) {
			return new ContainerEndpoint(uri, List.of());
		}
		if (!"http".equalsIgnoreCase(uri.getScheme())) {
			throw refused(origin, "is neither an http nor an https URL");
		}
		InetAddress[] addresses = resolve(host, origin, resolver);
		for (InetAddress address : addresses) {
			if (!isAllowed(address)) {
				throw refused(origin, "is an http URL and its host '" + host + "' has the address "
						+ address.getHostAddress() + ", to which credentials are not entrusted without TLS");
			}
		}
		return new ContainerEndpoint(uri, List.of(addresses));
	}

	private static InetAddress[] resolve(String host, String origin, HostResolver resolver) {
		try {
			InetAddress[] addresses = resolver.resolve(host);
			if (addresses.length > 0) {
				return addresses;
			}
		}
		catch (UnknownHostException ex) {
			// Its message is the host, which is told below.
		}
		throw refused(origin, "is an http URL whose host '" + host + "' can't be resolved").withRetryable(true);
	}

	private static boolean isAllowed(InetAddress address) {
		return address.isLoopbackAddress() || AGENTS.contains(address.getHostAddress());
	}

	private static URI parse(String text, String origin) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			// Its message quotes the text, which may hold a password.
			throw refused(origin, "is not a valid URI");
		}
	}

	private static CredentialsException refused(String origin, String problem) {
		return new CredentialsException(CredentialsErrorCode.CONTAINER_URI, ContainerCredentialsSource.NAME,
				origin + " " + problem);
	}

	private static @Nullable String text(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

}
