package io.awscredentials.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * An answer, read whole.
 *
 * @param status the status code
 * @param headers the headers; names are compared without regard to case
 * @param body the body, empty if there is none
 * @hidden
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {

	public HttpAnswer {
		Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
		headers = Collections.unmodifiableMap(sorted);
	}

	/**
	 * Return a header.
	 * @param name the name, in any case
	 * @return the first value of that name, or {@code null}
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.get(name);
		return (values == null || values.isEmpty()) ? null : values.get(0);
	}

	/**
	 * Return the body as text.
	 * @return the body read as UTF-8
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/**
	 * Return whether the request succeeded.
	 * @return whether the status is 200 to 299
	 */
	public boolean successful() {
		return this.status / 100 == 2;
	}

	@Override
	public String toString() {
		return "HttpAnswer[status=" + this.status + ", body of " + this.body.length + " bytes]";
	}

}
