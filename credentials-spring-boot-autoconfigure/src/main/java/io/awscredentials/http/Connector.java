package io.awscredentials.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Opens the connection of one attempt: directly or through the system's proxy, with TLS
 * where the URI says so.
 */
final class Connector {

	private Connector() {
	}

	/**
	 * Say which proxy the request has to take.
	 * @param target the address of the request
	 * @return the proxy, or {@link Proxy#NO_PROXY}
	 */
	static Proxy proxy(Target target) {
		ProxySelector selector = ProxySelector.getDefault();
		if (selector == null) {
			return Proxy.NO_PROXY;
		}
		// The selector may be anybody's: the path and the query are none of its business.
		List<Proxy> proxies = selector.select(URI.create(target.scheme() + "://" + target.hostHeader() + "/"));
		return (proxies == null || proxies.isEmpty()) ? Proxy.NO_PROXY : proxies.get(0);
	}

	/**
	 * Connect to the host or its proxy.
	 * @param options how patient the attempt is
	 * @param target the address of the request
	 * @param proxy the proxy on the way
	 * @param addresses the addresses to connect to where there is no proxy, none for
	 * those of the target's host
	 * @return the connection
	 * @throws IOException if there is none
	 */
	static PatientSocket connect(HttpOptions options, Target target, Proxy proxy, List<InetAddress> addresses)
			throws IOException {
		Deadline deadline = Deadline.in(options.attemptTimeout(), "no complete answer");
		InetSocketAddress hop = (proxy.address() instanceof InetSocketAddress address) ? address
				: InetSocketAddress.createUnresolved(target.host(), target.port());
		List<InetAddress> candidates = (addresses.isEmpty() || proxy.type() != Proxy.Type.DIRECT)
				? List.of(InetAddress.getAllByName(hop.getHostString())) : addresses;
		return new PatientSocket(HappyEyeballs.connect(candidates, hop.getPort(), options.connectTimeout()), options,
				deadline);
	}

	/**
	 * Make a connection ready for the request.
	 * @param socket the connection to the host or its proxy
	 * @param target the address of the request
	 * @param proxy the proxy on the way
	 * @return the socket to talk over, the given one or a layer on it
	 * @throws IOException if the proxy or the host does not take part
	 */
	static Socket open(PatientSocket socket, Target target, Proxy proxy) throws IOException {
		if (proxy.type() == Proxy.Type.HTTP && target.secure()) {
			openTunnel(socket, target);
		}
		else if (proxy.type() == Proxy.Type.SOCKS) {
			Socks5.connect(socket, target);
		}
		return (target.secure()) ? startTls(socket, target) : socket;
	}

	private static void openTunnel(Socket socket, Target target) throws IOException {
		String authority = target.authority();
		String request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
		OutputStream out = socket.getOutputStream();
		out.write(request.getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
		int status = new WireReader(socket.getInputStream()).readHead().status();
		if (status / 100 != 2) {
			throw new NotSentException("the proxy refused the connection with status " + status, status >= 500);
		}
	}

	private static Socket startTls(Socket socket, Target target) throws IOException {
		SSLSocket secure = (SSLSocket) sslContext().getSocketFactory()
			.createSocket(socket, target.host(), target.port(), true);
		SSLParameters parameters = secure.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		secure.setSSLParameters(parameters);
		secure.startHandshake();
		return secure;
	}

	private static SSLContext sslContext() throws IOException {
		try {
			return SSLContext.getDefault();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new SSLException("the JVM's trust store or providers can't be used", ex);
		}
	}

}
