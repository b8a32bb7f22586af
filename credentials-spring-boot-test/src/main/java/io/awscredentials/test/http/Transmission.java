package io.awscredentials.test.http;

import java.io.IOException;

/**
 * How an answer goes over the wire.
 */
@FunctionalInterface
public interface Transmission {

	/**
	 * Send the answer, or something else, or nothing.
	 * @param answer the answer
	 * @param connection the connection it belongs on
	 * @throws IOException where the connection is gone
	 * @throws InterruptedException where the server closes meanwhile
	 */
	void send(HttpAnswer answer, HttpConnection connection) throws IOException, InterruptedException;

}
