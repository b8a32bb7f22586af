package io.awscredentials.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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

	/**
	 * Return whether whoever answered is in trouble, and not the request.
	 * @return whether the status is 500 to 599
	 */
	public boolean isOutage() {
		return this.status / 100 == 5;
	}

	/**
	 * Return whether the answer is a page for people, of a proxy or a portal for example:
	 * no service of AWS answers a program with one.
	 * @return whether it is HTML
	 */
	public boolean isPage() {
		String type = header("Content-Type");
		String start = new String(this.body, 0, Math.min(this.body.length, 100), StandardCharsets.UTF_8).stripLeading()
			.toLowerCase(Locale.ROOT);
		return (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html")) || start.startsWith("<html")
				|| start.startsWith("<!doctype html");
	}

	@Override
	public String toString() {
		return "HttpAnswer[status=" + this.status + ", body of " + this.body.length + " bytes]";
	}

}
