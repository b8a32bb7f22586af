package io.awscredentials.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads one HTTP/1.1 response (RFC 9112), and no more of it than a limit: what is sent to
 * us is small, whatever else comes is not what was asked for.
 */
final class WireReader {

	private static final int HEAD_LIMIT = 32 * 1024;

	private static final byte[] NO_BODY = {};

	private final InputStream in;

	WireReader(InputStream in) {
		this.in = new BufferedInputStream(in);
	}

	/**
	 * Read an answer.
	 * @param limit how many bytes of the body to read at most
	 * @return the answer, its body cut off at the limit
	 * @throws IOException if the connection fails, ends early or speaks something else
	 */
	HttpAnswer read(int limit) throws IOException {
		HttpAnswer head = readHead();
		return new HttpAnswer(head.status(), head.headers(), readBody(head, limit));
	}

	/**
	 * Read the status line and the headers, passing over interim responses.
	 * @return what came before the body
	 * @throws IOException if the connection fails or speaks something else
	 */
	HttpAnswer readHead() throws IOException {
		while (true) {
			Budget budget = new Budget(HEAD_LIMIT);
			int status = status(readLine(budget));
			Map<String, List<String>> headers = readHeaders(budget);
			if (status >= 200) {
				return new HttpAnswer(status, headers, NO_BODY);
			}
			if (status == 101) {
				throw new BadAnswerException("the answer switches to another protocol");
			}
		}
	}

	private byte[] readBody(HttpAnswer head, int limit) throws IOException {
		if (head.status() == 204 || head.status() == 304) {
			return NO_BODY;
		}
		String encoding = head.header("Transfer-Encoding");
		if (encoding != null) {
			if (!encoding.equalsIgnoreCase("chunked")) {
				throw new BadAnswerException("the answer has an unknown transfer encoding");
			}
			return readChunks(limit);
		}
		String length = head.header("Content-Length");
		return (length != null) ? readExactly(number(length, 10), limit) : this.in.readNBytes(limit);
	}

	private byte[] readChunks(int limit) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		Budget budget = new Budget(HEAD_LIMIT);
		while (body.size() < limit) {
			String line = readLine(budget);
			int extension = line.indexOf(';');
			long size = number((extension != -1) ? line.substring(0, extension) : line, 16);
			if (size == 0) {
				readHeaders(budget);
				break;
			}
			int room = limit - body.size();
			body.write(readExactly(size, room));
			if (size < room && !readLine(budget).isEmpty()) {
				throw new BadAnswerException("the answer has a malformed chunk");
			}
		}
		return body.toByteArray();
	}

	private byte[] readExactly(long count, int limit) throws IOException {
		int wanted = (int) Math.min(count, limit);
		byte[] bytes = this.in.readNBytes(wanted);
		if (bytes.length < wanted) {
			throw new EOFException();
		}
		return bytes;
	}

	private Map<String, List<String>> readHeaders(Budget budget) throws IOException {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line = readLine(budget); !line.isEmpty(); line = readLine(budget)) {
			int colon = line.indexOf(':');
			if (colon < 1) {
				throw new BadAnswerException("the answer has a malformed header");
			}
			headers.computeIfAbsent(line.substring(0, colon).strip(), (name) -> new ArrayList<>())
				.add(line.substring(colon + 1).strip());
		}
		return headers;
	}

	private String readLine(Budget budget) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream(64);
		for (int octet = this.in.read(); octet != '\n'; octet = this.in.read()) {
			if (octet == -1) {
				throw new EOFException();
			}
			budget.spend();
			line.write(octet);
		}
		String text = line.toString(StandardCharsets.ISO_8859_1);
		return (text.endsWith("\r")) ? text.substring(0, text.length() - 1) : text;
	}

	private static int status(String line) throws IOException {
		String code = (line.startsWith("HTTP/1.") && line.length() >= 12) ? line.substring(9, 12) : "";
		long status = (code.isEmpty() || line.charAt(8) != ' ') ? -1 : number(code, 10);
		if (status < 100) {
			throw new BadAnswerException("the answer is not HTTP");
		}
		return (int) status;
	}

	private static long number(String text, int radix) throws IOException {
		try {
			long number = Long.parseLong(text, radix);
			if (number >= 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// The exception's message quotes the answer, so nobody is shown it.
		}
		throw new BadAnswerException("the answer has a malformed number");
	}

	/** How many bytes of the head may still come. */
	private static final class Budget {

		private int left;

		Budget(int left) {
			this.left = left;
		}

		void spend() throws IOException {
			this.left--;
			if (this.left < 0) {
				throw new BadAnswerException("the headers of the answer are too long");
			}
		}

	}

}
