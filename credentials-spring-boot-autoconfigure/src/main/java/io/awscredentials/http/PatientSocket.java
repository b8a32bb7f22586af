package io.awscredentials.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * A socket whose reads end at the deadline of the attempt, after a silence of the read
 * timeout, or soon after an interruption of the thread. The TLS layer reads through it,
 * too, so that no handshake can outlast the attempt. Connecting has its own, short
 * timeout; what is written is small enough for the send buffer.
 */
final class PatientSocket extends Socket {

	/** How soon an interruption is noticed: a blocked read does not notice by itself. */
	private static final int SLICE_MILLIS = 100;

	private final HttpOptions options;

	private final Deadline deadline;

	PatientSocket(Proxy proxy, HttpOptions options) {
		super(proxy);
		this.options = options;
		this.deadline = Deadline.in(options.attemptTimeout(), "no complete answer");
	}

	void connect(InetSocketAddress address) throws IOException {
		Deadline end = Deadline.in(this.options.connectTimeout(), "no connection");
		try {
			connect(address, end.millis(Integer.MAX_VALUE));
		}
		catch (SocketTimeoutException ex) {
			throw end.timeout();
		}
		catch (ConnectException | NoRouteToHostException ex) {
			throw ex;
		}
		catch (SocketException ex) {
			// "Network is unreachable", which is not to be taken for a lost connection.
			throw (ConnectException) new ConnectException(ex.getMessage()).initCause(ex);
		}
		// A request is one write or two; waiting to fill a packet would only delay it.
		setTcpNoDelay(true);
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new PatientInputStream(super.getInputStream());
	}

	private final class PatientInputStream extends FilterInputStream {

		PatientInputStream(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) == -1) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			PatientSocket socket = PatientSocket.this;
			Deadline end = Deadline.in(socket.options.readTimeout(), "no answer").earlier(socket.deadline);
			while (true) {
				setSoTimeout(end.millis(SLICE_MILLIS));
				try {
					return super.read(buffer, offset, length);
				}
				catch (SocketTimeoutException ex) {
					// One slice is over; the deadline says whether there is another.
				}
			}
		}

	}

}
