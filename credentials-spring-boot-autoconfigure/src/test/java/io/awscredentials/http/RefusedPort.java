package io.awscredentials.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback interface that refuses connections. It is taken, so that nobody
 * else on the machine listens there meanwhile.
 */
final class RefusedPort implements AutoCloseable {

	private final Socket socket = new Socket();

	RefusedPort() throws IOException {
		this.socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	int number() {
		return this.socket.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
