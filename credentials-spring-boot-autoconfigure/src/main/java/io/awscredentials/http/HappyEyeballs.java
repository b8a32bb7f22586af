package io.awscredentials.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Connects to the first of a host's addresses that answers (RFC 8305): they are tried one
 * shortly after the other, IPv4 and IPv6 in turn, and one that does not answer holds up
 * none of the others.
 */
final class HappyEyeballs {

	private static final Duration DELAY = Duration.ofMillis(250);

	private final Queue<InetAddress> waiting;

	private final int port;

	private final List<SocketChannel> pending = new ArrayList<>();

	private @Nullable IOException failure;

	private HappyEyeballs(List<InetAddress> addresses, int port) {
		this.waiting = alternating(addresses);
		this.port = port;
	}

	/**
	 * Connect.
	 * @param addresses the addresses of the host, the preferred one first, at least one
	 * @param port the port
	 * @param timeout how long that may take
	 * @return the connected channel, in blocking mode
	 * @throws IOException if there is no connection to any of them
	 */
	static SocketChannel connect(List<InetAddress> addresses, int port, Duration timeout) throws IOException {
		int count = addresses.size();
		Deadline end = Deadline.in(timeout,
				(count > 1) ? "no connection to any of " + count + " addresses" : "no connection");
		long delay = Math.min(DELAY.toMillis(), timeout.toMillis() / count);
		HappyEyeballs race = new HappyEyeballs(addresses, port);
		try (Selector selector = Selector.open()) {
			SocketChannel winner = race.run(selector, end, (int) Math.max(delay, 1));
			winner.keyFor(selector).cancel();
			winner.configureBlocking(true);
			// A request is one write or two; waiting to fill a packet would only delay
			// it.
			winner.setOption(StandardSocketOptions.TCP_NODELAY, true);
			race.pending.remove(winner);
			return winner;
		}
		finally {
			for (SocketChannel channel : race.pending) {
				channel.close();
			}
		}
	}

	private SocketChannel run(Selector selector, Deadline end, int delay) throws IOException {
		while (true) {
			InetAddress next = this.waiting.poll();
			SocketChannel started = (next != null) ? start(selector, next) : null;
			if (started != null && started.isConnected()) {
				return started;
			}
			if (next == null && this.pending.isEmpty() && this.failure != null) {
				throw this.failure;
			}
			if (!this.pending.isEmpty()) {
				selector.select(end.millis((this.waiting.isEmpty()) ? Integer.MAX_VALUE : delay));
			}
			for (SelectionKey key : selector.selectedKeys()) {
				SocketChannel channel = (SocketChannel) key.channel();
				if (isConnected(channel)) {
					return channel;
				}
			}
			selector.selectedKeys().clear();
		}
	}

	private SocketChannel start(Selector selector, InetAddress address) throws IOException {
		SocketChannel channel = SocketChannel.open();
		this.pending.add(channel);
		channel.configureBlocking(false);
		channel.register(selector, SelectionKey.OP_CONNECT);
		try {
			channel.connect(new InetSocketAddress(address, this.port));
		}
		catch (IOException ex) {
			fail(channel, ex);
		}
		return channel;
	}

	private boolean isConnected(SocketChannel channel) throws IOException {
		try {
			return channel.finishConnect();
		}
		catch (IOException ex) {
			fail(channel, ex);
			return false;
		}
	}

	private void fail(SocketChannel channel, IOException ex) throws IOException {
		this.pending.remove(channel);
		channel.close();
		boolean told = ex instanceof ConnectException || ex instanceof NoRouteToHostException;
		// "Network is unreachable", which is not to be taken for a lost connection.
		this.failure = (!told && ex instanceof SocketException)
				? (ConnectException) new ConnectException(ex.getMessage()).initCause(ex) : ex;
	}

	private static Queue<InetAddress> alternating(List<InetAddress> addresses) {
		Deque<InetAddress> preferred = new ArrayDeque<>();
		Deque<InetAddress> others = new ArrayDeque<>();
		for (InetAddress address : addresses) {
			((address.getClass() == addresses.get(0).getClass()) ? preferred : others).add(address);
		}
		Queue<InetAddress> alternating = new ArrayDeque<>();
		while (!preferred.isEmpty() || !others.isEmpty()) {
			if (!preferred.isEmpty()) {
				alternating.add(preferred.remove());
			}
			if (!others.isEmpty()) {
				alternating.add(others.remove());
			}
		}
		return alternating;
	}

}
