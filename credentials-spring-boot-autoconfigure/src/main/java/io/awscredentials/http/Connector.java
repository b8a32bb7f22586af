package io.awscredentials.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * Opens the connection of one attempt: directly or through a proxy, with TLS where the
 * URI says so.
 */
final class Connector {

	private Connector() {
	}

	/**
	 * Connect to the host or its proxy.
	 * @param options how patient the attempt is
	 * @param target the address of the request
	 * @param proxy the proxy on the way, or {@code null}
	 * @param addresses the addresses to connect to where there is no proxy, none for
	 * those of the target's host
	 * @return the connection
	 * @throws IOException if there is none
	 */
	static PatientSocket connect(HttpOptions options, Target target, @Nullable ProxyServer proxy,
			List<InetAddress> addresses) throws IOException {
		Deadline deadline = Deadline.in(options.attemptTimeout(), "no complete answer");
		if (proxy == null) {
			List<InetAddress> candidates = (addresses.isEmpty()) ? resolve(target.host()) : addresses;
			return new PatientSocket(HappyEyeballs.connect(candidates, target.port(), options.connectTimeout()),
					options, deadline);
		}
		try {
			return new PatientSocket(
					HappyEyeballs.connect(resolve(proxy.host()), proxy.port(), options.connectTimeout()), options,
					deadline);
		}
		catch (IOException ex) {
			throw new NotSentException("no connection to the proxy " + proxy + " (" + ex.getMessage() + ")", true,
					"Check the proxy; what is to be reached without it belongs into NO_PROXY or http.nonProxyHosts");
		}
	}

	private static List<InetAddress> resolve(String host) throws IOException {
		return List.of(InetAddress.getAllByName(host));
	}

	/**
	 * Make a connection ready for the request.
	 * @param connection the connection to the host or its proxy
	 * @param target the address of the request
	 * @param proxy the proxy on the way, or {@code null}
	 * @param tls whom to trust, or {@code null} for whom the JVM trusts
	 * @return the socket to talk over, the given one or a layer on it
	 * @throws IOException if the proxy or the host does not take part
	 */
	static Socket open(PatientSocket connection, Target target, @Nullable ProxyServer proxy, @Nullable SSLContext tls)
			throws IOException {
		Socket socket = connection;
		if (proxy != null && proxy.type() == ProxyServer.Type.SOCKS) {
			Socks5.connect(socket, target, proxy);
		}
		else if (proxy != null) {
			socket = (proxy.type() == ProxyServer.Type.HTTPS)
					? startTls(sslContext(), socket, proxy.host(), proxy.port()) : socket;
			if (target.secure()) {
				openTunnel(socket, target, proxy);
			}
		}
		return (target.secure()) ? startTls((tls != null) ? tls : sslContext(), socket, target.host(), target.port())
				: socket;
	}

	private static void openTunnel(Socket socket, Target target, ProxyServer proxy) throws IOException {
		String authority = target.authority();
		String authorization = proxy.authorization();
		String request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n"
				+ ((authorization != null) ? "Proxy-Authorization: " + authorization + "\r\n" : "") + "\r\n";
		OutputStream out = socket.getOutputStream();
		out.write(request.getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
		int status = new WireReader(socket.getInputStream()).readHead().status();
		if (status / 100 != 2) {
			throw proxy.refused(status);
		}
	}

	private static Socket startTls(SSLContext tls, Socket socket, String host, int port) throws IOException {
		SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, true);
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
