package io.awscredentials.test.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A command of Redis's protocol: an array of strings.
 *
 * @param arguments the name of the command and what follows it, a character for each byte
 */
record RespCommand(List<String> arguments) {

	private static final int MOST_ARGUMENTS = 1_000_000;

	private static final int LONGEST_ARGUMENT = 1_000_000;

	/**
	 * Read the next command.
	 * @param input where it comes from
	 * @return the command, or {@code null} at the end
	 * @throws IOException if that is no command
	 */
	static @Nullable RespCommand read(InputStream input) throws IOException {
		int first = input.read();
		if (first < 0) {
			return null;
		}
		if (first != '*') {
			throw new IOException("A command begins with '*'");
		}
		int count = number(input, MOST_ARGUMENTS);
		List<String> arguments = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			if (input.read() != '$') {
				throw new IOException("An argument begins with '$'");
			}
			int length = number(input, LONGEST_ARGUMENT);
			arguments.add(new String(input.readNBytes(length), StandardCharsets.ISO_8859_1));
			input.readNBytes(2);
		}
		return new RespCommand(arguments);
	}

	private static int number(InputStream input, int most) throws IOException {
		StringBuilder digits = new StringBuilder();
		for (int next = input.read(); next != '\r'; next = input.read()) {
			if (next < '0' || next > '9' || digits.length() > 9) {
				throw new IOException("A length is a number");
			}
			digits.append((char) next);
		}
		input.read();
		int number = (digits.isEmpty()) ? 0 : Integer.parseInt(digits.toString());
		if (number > most) {
			throw new IOException("A length is at the most " + most);
		}
		return number;
	}

	/**
	 * Return the index of the user of a command that authenticates.
	 * @return the index, which that of the password follows, or 0 if the command does not
	 * authenticate a user
	 */
	int userIndex() {
		String name = (this.arguments.isEmpty()) ? "" : this.arguments.get(0).toUpperCase(Locale.ROOT);
		if (name.equals("AUTH") && this.arguments.size() == 3) {
			return 1;
		}
		for (int i = 1; name.equals("HELLO") && i < this.arguments.size() - 2; i++) {
			if (this.arguments.get(i).equalsIgnoreCase("AUTH")) {
				return i + 1;
			}
		}
		return 0;
	}

	RespCommand withPassword(String password) {
		List<String> changed = new ArrayList<>(this.arguments);
		changed.set(userIndex() + 1, password);
		return new RespCommand(changed);
	}

	byte[] bytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(("*" + this.arguments.size() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
		for (String argument : this.arguments) {
			byte[] raw = argument.getBytes(StandardCharsets.ISO_8859_1);
			bytes.writeBytes(("$" + raw.length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
			bytes.writeBytes(raw);
			bytes.writeBytes(new byte[] { '\r', '\n' });
		}
		return bytes.toByteArray();
	}

	@Override
	public String toString() {
		return (this.arguments.isEmpty()) ? "RespCommand" : this.arguments.get(0);
	}

}
