package io.awscredentials.test.gate;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A step of passing on what goes through a gate, on a thread of its own, which ends with
 * its sockets.
 */
@FunctionalInterface
interface Relay {

	void pass() throws IOException;

	static void run(Relay relay) {
		Thread thread = new Thread(() -> {
			try {
				relay.pass();
			}
			catch (IOException ex) {
				// One of the two went away, and so does the other.
			}
		}, "gate");
		thread.setDaemon(true);
		thread.start();
	}

	static void close(Closeable socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The gate could not be closed", ex);
		}
	}

}
