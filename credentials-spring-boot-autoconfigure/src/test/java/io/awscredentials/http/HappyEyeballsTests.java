package io.awscredentials.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Hosts with several addresses, of which some are dead.
 */
class HappyEyeballsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Test
	void connectWhenFirstAddressRefusesTakesTheNext() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			assertThat(connect(server.port(), PATIENCE, "127.0.0.2", "127.0.0.3", "127.0.0.1")).isEqualTo("127.0.0.1");
		}
	}

	@Test
	void connectWhenFirstAddressDoesNotAnswerTakesTheNext() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK);
				SilentServer silent = new SilentServer("127.0.0.2", server.port())) {
			assertThat(connect(server.port(), PATIENCE, "127.0.0.2", "127.0.0.1")).isEqualTo("127.0.0.1");
			assertThat(silent.isStillSilent()).isTrue();
		}
	}

	@Test
	void connectWhenFirstAddressAnswersLeavesTheOthersAlone() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			assertThat(connect(server.port(), PATIENCE, "127.0.0.1", "127.0.0.2")).isEqualTo("127.0.0.1");
		}
	}

	@Test
	void connectTriesIpv6BesideIpv4() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			// Nothing listens on any of these but the last.
			assertThat(connect(server.port(), PATIENCE, "127.0.0.2", "::1", "127.0.0.3", "::2", "127.0.0.1"))
				.isEqualTo("127.0.0.1");
			assertThat(connect(server.port(), PATIENCE, "::1", "::2", "127.0.0.1")).isEqualTo("127.0.0.1");
		}
	}

	@Test
	void connectWhenAllAddressesRefuseFails() throws Exception {
		int port;
		try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			port = unused.getLocalPort();
		}
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> connect(port, PATIENCE, "127.0.0.2", "127.0.0.1"));
	}

	@Test
	void connectWhenNoAddressAnswersEnds() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK);
				SilentServer first = new SilentServer("127.0.0.2", server.port());
				SilentServer second = new SilentServer("127.0.0.3", server.port())) {
			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> connect(server.port(), Duration.ofMillis(100), "127.0.0.2", "127.0.0.3"))
				.withMessage("no connection to any of 2 addresses within 100 ms");
			assertThat(first.isStillSilent()).isTrue();
			assertThat(second.isStillSilent()).isTrue();
		}
	}

	@Test
	void connectWhenInterruptedEndsAndKeepsInterruption() throws Exception {
		Thread.currentThread().interrupt();
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> connect(server.port(), PATIENCE, "127.0.0.2", "127.0.0.3"));
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void exchangeGoesToTheAddressThatAnswers() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			HttpCall call = HttpCall.get(URI.create("http://agent.invalid:" + server.port() + "/"))
				.withAddresses(addresses("127.0.0.2", "127.0.0.1"));
			HttpAnswer answer = CredentialsHttpClient.builder(HttpOptions.container().withMaxAttempts(1))
				.build()
				.exchange(HttpTask.of("Test", () -> call));
			assertThat(answer.text()).isEqualTo("ok");
		}
	}

	private static String connect(int port, Duration timeout, String... addresses) throws IOException {
		try (SocketChannel channel = HappyEyeballs.connect(addresses(addresses), port, timeout)) {
			assertThat(channel.isBlocking()).isTrue();
			return ((InetSocketAddress) channel.getRemoteAddress()).getAddress().getHostAddress();
		}
	}

	private static List<InetAddress> addresses(String... addresses) {
		return Arrays.stream(addresses).map(HappyEyeballsTests::address).toList();
	}

	private static InetAddress address(String address) {
		try {
			return InetAddress.getByName(address);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** An address whose packets get lost: nobody accepts, and the queue is full. */
	private static final class SilentServer implements AutoCloseable {

		private final ServerSocket server;

		private final List<Socket> waiting = new ArrayList<>();

		SilentServer(String address, int port) throws IOException {
			this.server = new ServerSocket(port, 1, address(address));
			while (connects()) {
				assertThat(this.waiting).hasSizeLessThan(100);
			}
		}

		boolean isStillSilent() throws IOException {
			return !connects();
		}

		private boolean connects() throws IOException {
			Socket socket = new Socket();
			this.waiting.add(socket);
			try {
				socket.connect(this.server.getLocalSocketAddress(), 200);
				return true;
			}
			catch (SocketTimeoutException ex) {
				return false;
			}
		}

		@Override
		public void close() throws IOException {
			this.server.close();
			for (Socket socket : this.waiting) {
				socket.close();
			}
		}

	}

}
