package io.awscredentials.test.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire: path and query are not decoded, since signatures
 * are made over what was sent.
 *
 * @param method the method
 * @param path the path, still percent-encoded
 * @param query the query without its question mark, still percent-encoded and empty where
 * there is none
 * @param headers the headers, whose names ignore case
 * @param body the body, with any chunking removed
 */
public record HttpRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

	/**
	 * Return the first value of a header.
	 * @param name the name of the header, in any case
	 * @return the value or {@code null}
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.get(name);
		return (values != null && !values.isEmpty()) ? values.get(0) : null;
	}

	/**
	 * Return the body as text.
	 * @return the body read as UTF-8
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/**
	 * Return whether the content type begins with the given one.
	 * @param contentType the beginning of a content type in lower case
	 * @return whether the request has it
	 */
	public boolean hasContentType(String contentType) {
		String actual = header("Content-Type");
		return actual != null && actual.regionMatches(true, 0, contentType, 0, contentType.length());
	}

	/**
	 * Return the decoded parameters of the query.
	 * @return the parameters in order; of a name given twice the last
	 */
	public Map<String, String> queryParameters() {
		return decode(this.query);
	}

	/**
	 * Return the decoded parameters of a form.
	 * @return the parameters in order, empty where the body is no form
	 */
	public Map<String, String> form() {
		return hasContentType("application/x-www-form-urlencoded") ? decode(text()) : Map.of();
	}

	private static Map<String, String> decode(String encoded) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String parameter : encoded.split("&")) {
			if (!parameter.isEmpty()) {
				int equals = parameter.indexOf('=');
				String name = (equals < 0) ? parameter : parameter.substring(0, equals);
				String value = (equals < 0) ? "" : parameter.substring(equals + 1);
				parameters.put(PercentEncoding.decodeForm(name), PercentEncoding.decodeForm(value));
			}
		}
		return parameters;
	}

}
