package io.awscredentials.source.process;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The end of what a program prints on standard error: that is where the reason is.
 */
final class ErrorOutput extends OutputStream {

	static final int CAPACITY = 1024;

	private final byte[] ring = new byte[CAPACITY];

	private long count;

	@Override
	public void write(int b) {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		int kept = Math.min(length, CAPACITY);
		int start = (int) ((this.count + length - kept) % CAPACITY);
		int head = Math.min(kept, CAPACITY - start);
		System.arraycopy(bytes, offset + length - kept, this.ring, start, head);
		System.arraycopy(bytes, offset + length - kept + head, this.ring, 0, kept - head);
		this.count += length;
	}

	/**
	 * Return the last 1 KB in whole lines: the word that gives a secret away may be in
	 * what was cut off.
	 * @return the text
	 */
	String text() {
		if (this.count <= CAPACITY) {
			return new String(this.ring, 0, (int) this.count, StandardCharsets.UTF_8);
		}
		byte[] bytes = new byte[CAPACITY];
		int start = (int) (this.count % CAPACITY);
		System.arraycopy(this.ring, start, bytes, 0, CAPACITY - start);
		System.arraycopy(this.ring, 0, bytes, CAPACITY - start, start);
		String text = new String(bytes, StandardCharsets.UTF_8);
		int lineBreak = text.indexOf('\n');
		return (lineBreak >= 0) ? text.substring(lineBreak + 1) : "";
	}

	/**
	 * Return whether there was more than is kept.
	 * @return whether something was cut off
	 */
	boolean isCut() {
		return this.count > CAPACITY;
	}

}
