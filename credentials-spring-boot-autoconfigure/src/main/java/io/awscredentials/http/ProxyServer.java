package io.awscredentials.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * A proxy on the way to a host. Its string representation shows no password.
 *
 * @param type how it is spoken with
 * @param host its host name or address
 * @param port its port
 * @param user the user, or {@code null}
 * @param password the password, or {@code null}
 * @param origin the setting that names it
 */
record ProxyServer(Type type, String host, int port, @Nullable String user, @Nullable String password, String origin) {

	/**
	 * Return what shows who asks.
	 * @return the value of {@code Proxy-Authorization}, or {@code null} if there is no
	 * user
	 */
	@Nullable String authorization() {
		if (this.user == null) {
			return null;
		}
		String both = this.user + ":" + ((this.password != null) ? this.password : "");
		return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return the failure of a request that the proxy did not let pass.
	 * @param status what it answered
	 * @return the failure
	 */
	NotSentException refused(int status) {
		if (status != 407) {
			return new NotSentException("the proxy " + this + " refused the connection with status " + status,
					status >= 500, null);
		}
		String problem = (this.user != null) ? " did not accept the user and the password of "
				: " wants a user and a password, and there are none in ";
		return new NotSentException("the proxy " + this.host + ":" + this.port + problem + this.origin + ", status 407",
				false,
				"Set them in HTTPS_PROXY or HTTP_PROXY as http://user:password@host:port, with other characters than "
						+ "letters and digits percent-encoded, or in the system properties https.proxyUser and "
						+ "https.proxyPassword; the proxy has to allow Basic authentication");
	}

	@Override
	public String toString() {
		return this.host + ":" + this.port + " of " + this.origin;
	}

	/** How a proxy is spoken with. */
	enum Type {

		/** HTTP over a plain connection. */
		HTTP,

		/** HTTP over TLS. */
		HTTPS,

		/** SOCKS 5. */
		SOCKS

	}

}
