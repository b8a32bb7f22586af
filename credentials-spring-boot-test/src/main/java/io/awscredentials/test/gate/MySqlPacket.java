package io.awscredentials.test.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A packet of the protocol of MySQL and MariaDB.
 *
 * @param sequence its number
 * @param payload what is in it
 */
record MySqlPacket(int sequence, byte[] payload) {

	private static final int LONGEST = 64 * 1024;

	static MySqlPacket read(InputStream input) throws IOException {
		byte[] header = input.readNBytes(4);
		if (header.length < 4) {
			throw new IOException("No packet");
		}
		int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
		if (length > LONGEST) {
			throw new IOException("A packet of " + length + " bytes");
		}
		return new MySqlPacket(header[3] & 0xff, input.readNBytes(length));
	}

	static MySqlPacket error(int sequence, int code, String state, String message) {
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		payload.write(0xff);
		payload.write(code);
		payload.write(code >> 8);
		payload.writeBytes(("#" + state + message).getBytes(StandardCharsets.UTF_8));
		return new MySqlPacket(sequence, payload.toByteArray());
	}

	MySqlPacket withSequence(int sequence) {
		return new MySqlPacket(sequence, this.payload);
	}

	void write(OutputStream output) throws IOException {
		ByteArrayOutputStream packet = new ByteArrayOutputStream();
		packet.write(this.payload.length);
		packet.write(this.payload.length >> 8);
		packet.write(this.payload.length >> 16);
		packet.write(this.sequence);
		packet.writeBytes(this.payload);
		output.write(packet.toByteArray());
		output.flush();
	}

	int first() {
		return (this.payload.length > 0) ? this.payload[0] & 0xff : -1;
	}

	/**
	 * Return where a text ends.
	 * @param from where it begins
	 * @return the index of the zero behind it
	 */
	int end(int from) {
		int end = from;
		while (end < this.payload.length && this.payload[end] != 0) {
			end++;
		}
		return end;
	}

	String text(int from) {
		return new String(this.payload, from, end(from) - from, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "MySqlPacket[sequence=" + this.sequence + "]";
	}

}
