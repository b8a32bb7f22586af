package io.awscredentials.http.sigv4;

import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The headers that make a request a signed one. One of them is the session token, so that
 * {@link #toString()} shows their names alone.
 */
public final class SignedHeaders {

	private final Map<String, String> headers;

	SignedHeaders(Map<String, String> headers) {
		this.headers = headers;
	}

	/**
	 * Hand each header on. They replace headers of the same name.
	 * @param consumer called with name and value
	 */
	public void forEach(BiConsumer<String, String> consumer) {
		this.headers.forEach(consumer);
	}

	/**
	 * Return the value of a header.
	 * @param name the name, {@code "Authorization"} for example
	 * @return the value, or {@code null} if signing did not add this header
	 */
	public @Nullable String get(String name) {
		return this.headers.get(name);
	}

	@Override
	public String toString() {
		return "SignedHeaders" + this.headers.keySet();
	}

}
