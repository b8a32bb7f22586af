package io.awscredentials.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpConnection;
import io.awscredentials.test.http.Transmission;

/**
 * Ways for an answer to go wrong on the wire.
 */
final class Transmissions {

	private static final byte[] BLANKS = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

	private Transmissions() {
	}

	static Transmission delayed(Duration delay, Transmission transmission) {
		return (answer, connection) -> {
			connection.pause(delay);
			transmission.send(answer, connection);
		};
	}

	static Transmission delayedInBody(Duration delay) {
		return (answer, connection) -> {
			int half = sendHalf(answer, connection);
			connection.pause(delay);
			connection.write(answer.body(), half, answer.body().length - half);
		};
	}

	static Transmission thenInBody(Misfortune misfortune) {
		return (answer, connection) -> {
			sendHalf(answer, connection);
			misfortune.befall(connection);
		};
	}

	static Transmission padded(long length) {
		return (answer, connection) -> {
			connection.sendHead(answer, Math.max(length, answer.body().length));
			connection.write(answer.body(), 0, answer.body().length);
			for (long rest = length - answer.body().length; rest > 0; rest -= BLANKS.length) {
				connection.write(BLANKS, 0, (int) Math.min(rest, BLANKS.length));
			}
		};
	}

	static HttpAnswer firstHalf(HttpAnswer answer) {
		return answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2));
	}

	private static int sendHalf(HttpAnswer answer, HttpConnection connection) throws IOException {
		int half = answer.body().length / 2;
		connection.sendHead(answer, answer.body().length);
		connection.write(answer.body(), 0, half);
		return half;
	}

	/**
	 * What befalls a connection.
	 */
	@FunctionalInterface
	interface Misfortune {

		void befall(HttpConnection connection) throws IOException;

	}

}
