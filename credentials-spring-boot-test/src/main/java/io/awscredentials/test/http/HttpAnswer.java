package io.awscredentials.test.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer, and how it goes over the wire.
 *
 * @param status the status code, or {@link #NO_STATUS}
 * @param headers the headers, whose names ignore case; {@code Content-Length} and, where
 * it is absent, {@code Date} are added
 * @param body the body
 * @param transmission how the answer is sent
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body, Transmission transmission) {

	/**
	 * The status of an answer that never gets as far as its status line.
	 */
	public static final int NO_STATUS = 0;

	/**
	 * Return a plain answer.
	 * @param status the status code
	 * @param contentType the content type
	 * @param body the body, sent as UTF-8
	 * @return the answer
	 */
	public static HttpAnswer of(int status, String contentType, String body) {
		return new HttpAnswer(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8),
				HttpConnection::send);
	}

	/**
	 * Return an answer that is not one.
	 * @param transmission what happens instead
	 * @return the answer
	 */
	public static HttpAnswer none(Transmission transmission) {
		return new HttpAnswer(NO_STATUS, Map.of(), new byte[0], transmission);
	}

	/**
	 * Return this answer with a header added or replaced.
	 * @param name the name of the header
	 * @param value the value of the header
	 * @return the answer
	 */
	public HttpAnswer withHeader(String name, String value) {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.putAll(this.headers);
		headers.put(name, value);
		return new HttpAnswer(this.status, Collections.unmodifiableMap(headers), this.body, this.transmission);
	}

	/**
	 * Return this answer with another body.
	 * @param body the body
	 * @return the answer
	 */
	public HttpAnswer withBody(byte[] body) {
		return new HttpAnswer(this.status, this.headers, body, this.transmission);
	}

	/**
	 * Return this answer sent in another way.
	 * @param transmission how the answer is sent
	 * @return the answer
	 */
	public HttpAnswer withTransmission(Transmission transmission) {
		return new HttpAnswer(this.status, this.headers, this.body, transmission);
	}

	/**
	 * Return whether the answer has the given header.
	 * @param name the name of the header, in any case
	 * @return whether it is there
	 */
	boolean hasHeader(String name) {
		return this.headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
	}

}
