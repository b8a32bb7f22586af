package io.awscredentials.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection whose reads and writes end at the deadline of the attempt, after a silence
 * of the read timeout, or with an interruption of the thread. TLS goes through it, too,
 * so that no handshake can outlast the attempt. It is a socket for the sake of TLS only.
 */
final class PatientSocket extends Socket {

	private final SocketChannel channel;

	private final HttpOptions options;

	private final Deadline deadline;

	PatientSocket(SocketChannel channel, HttpOptions options, Deadline deadline) {
		this.channel = channel;
		this.options = options;
		this.deadline = deadline;
	}

	@Override
	public InputStream getInputStream() {
		return new PatientInputStream();
	}

	@Override
	public OutputStream getOutputStream() {
		return new PatientOutputStream();
	}

	@Override
	public boolean isConnected() {
		return true;
	}

	@Override
	public boolean isClosed() {
		return !this.channel.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	private Deadline end(String missing) {
		return Deadline.in(this.options.readTimeout(), missing).earlier(this.deadline);
	}

	private int read(byte[] buffer, int offset, int length) throws IOException {
		Deadline end = end("no answer");
		Socket socket = this.channel.socket();
		socket.setSoTimeout(end.millis());
		try {
			return socket.getInputStream().read(buffer, offset, length);
		}
		catch (SocketTimeoutException ex) {
			throw end.timeout();
		}
	}

	private void write(ByteBuffer bytes) throws IOException {
		this.channel.configureBlocking(false);
		while (bytes.hasRemaining()) {
			if (this.channel.write(bytes) == 0) {
				awaitWritable();
			}
		}
		this.channel.configureBlocking(true);
	}

	private void awaitWritable() throws IOException {
		Deadline end = end("the request was not read");
		try (Selector selector = Selector.open()) {
			this.channel.register(selector, SelectionKey.OP_WRITE);
			while (selector.select(end.millis()) == 0) {
				// The deadline says whether to wait on.
			}
		}
	}

	private final class PatientInputStream extends InputStream {

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) == -1) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			return PatientSocket.this.read(buffer, offset, length);
		}

	}

	private final class PatientOutputStream extends OutputStream {

		@Override
		public void write(int octet) throws IOException {
			write(new byte[] { (byte) octet });
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			PatientSocket.this.write(ByteBuffer.wrap(bytes, offset, length));
		}

	}

}
