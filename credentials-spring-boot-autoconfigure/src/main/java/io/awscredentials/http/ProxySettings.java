package io.awscredentials.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import io.awscredentials.EnvironmentVariables;
import org.jspecify.annotations.Nullable;

/**
 * Finds the proxy on the way to a host: that of the JVM, else that of the environment as
 * the AWS CLI reads it. This machine itself is never asked for through a proxy.
 *
 * @param environment the environment variables
 */
record ProxySettings(EnvironmentVariables environment) {

	/**
	 * Find the proxy.
	 * @param target the address of the request
	 * @return the proxy, or {@code null} if there is none on the way
	 * @throws NotSentException if the setting makes no sense
	 */
	@Nullable ProxyServer find(Target target) throws NotSentException {
		ProxySelector selector = ProxySelector.getDefault();
		if (selector == null) {
			return ofEnvironment(target);
		}
		// The selector may be anybody's: the path and the query are none of its business.
		List<Proxy> proxies = selector.select(URI.create(target.scheme() + "://" + target.hostHeader() + "/"));
		if (proxies != null && !proxies.isEmpty() && proxies.get(0).address() instanceof InetSocketAddress address) {
			return ofJvm(target, proxies.get(0).type(), address);
		}
		// Whoever told the JVM of proxies also told it what to reach without one.
		boolean told = !selector.getClass().getName().startsWith("sun.")
				|| System.getProperty(target.scheme() + ".proxyHost") != null
				|| System.getProperty("socksProxyHost") != null;
		return (told) ? null : ofEnvironment(target);
	}

	private static ProxyServer ofJvm(Target target, Proxy.Type type, InetSocketAddress address) {
		if (type == Proxy.Type.SOCKS) {
			return new ProxyServer(ProxyServer.Type.SOCKS, address.getHostString(), address.getPort(),
					System.getProperty("java.net.socks.username"), System.getProperty("java.net.socks.password"),
					"the JVM's proxy settings");
		}
		return new ProxyServer(ProxyServer.Type.HTTP, address.getHostString(), address.getPort(),
				System.getProperty(target.scheme() + ".proxyUser"),
				System.getProperty(target.scheme() + ".proxyPassword"), "the JVM's proxy settings");
	}

	private @Nullable ProxyServer ofEnvironment(Target target) throws NotSentException {
		String name = target.scheme() + "_proxy";
		boolean lower = this.environment.get(name) != null;
		name = (lower) ? name : name.toUpperCase(Locale.ROOT);
		String value = this.environment.getText(name);
		if (value == null || isLoopback(target.host())) {
			return null;
		}
		String exceptions = this.environment.get("no_proxy");
		exceptions = (exceptions != null) ? exceptions : this.environment.get("NO_PROXY");
		return (exceptions != null && NoProxy.matches(exceptions, target)) ? null : parse(value, name);
	}

	private static boolean isLoopback(String host) {
		return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1")
				|| host.equals("0:0:0:0:0:0:0:1");
	}

	private static ProxyServer parse(String value, String name) throws NotSentException {
		int separator = value.indexOf("://");
		String scheme = (separator >= 0) ? value.substring(0, separator).toLowerCase(Locale.ROOT) : "http";
		ProxyServer.Type type = switch (scheme) {
			case "http" -> ProxyServer.Type.HTTP;
			case "https" -> ProxyServer.Type.HTTPS;
			case "socks5", "socks5h" -> ProxyServer.Type.SOCKS;
			default -> throw wrong(name);
		};
		String rest = value.substring((separator >= 0) ? separator + 3 : 0);
		// The last one: people forget to encode those of a password.
		int at = rest.lastIndexOf('@');
		String[] user = (at >= 0) ? rest.substring(0, at).split(":", 2) : new String[0];
		try {
			URI uri = new URI(scheme + "://" + rest.substring(at + 1));
			String host = uri.getHost();
			if (host == null) {
				throw wrong(name);
			}
			int port = (type == ProxyServer.Type.SOCKS) ? 1080 : ((type == ProxyServer.Type.HTTPS) ? 443 : 80);
			return new ProxyServer(type, host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
					(uri.getPort() != -1) ? uri.getPort() : port, (user.length > 0) ? decode(user[0]) : null,
					(user.length > 1) ? decode(user[1]) : null, name);
		}
		catch (URISyntaxException ex) {
			// Its message quotes the text.
			throw wrong(name);
		}
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// A percent sign that begins nothing stands for itself.
			return text;
		}
	}

	private static NotSentException wrong(String name) {
		return new NotSentException("the environment variable " + name + " does not name a proxy", false,
				"Write it as http://host:port or http://user:password@host:port");
	}

}
