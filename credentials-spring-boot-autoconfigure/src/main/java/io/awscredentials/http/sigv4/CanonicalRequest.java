package io.awscredentials.http.sigv4;

import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * A request in the one form that both sides of Signature Version 4 hash. Holds the
 * session token where that is signed, so that it must not be logged.
 */
final class CanonicalRequest {

	private final String text;

	private final String signedHeaders;

	private CanonicalRequest(String text, String signedHeaders) {
		this.text = text;
		this.signedHeaders = signedHeaders;
	}

	static CanonicalRequest of(String method, @Nullable String rawPath, @Nullable String rawQuery,
			SortedMap<String, String> headers, String payloadHash, SigningOptions options) {
		String signedHeaders = String.join(";", headers.keySet());
		StringBuilder text = new StringBuilder(2048);
		text.append(method).append('\n');
		text.append(CanonicalUri.path(rawPath, options)).append('\n');
		text.append(CanonicalUri.query(rawQuery)).append('\n');
		headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
		text.append('\n').append(signedHeaders).append('\n').append(payloadHash);
		return new CanonicalRequest(text.toString(), signedHeaders);
	}

	/**
	 * Return the text to be hashed.
	 * @return the text
	 */
	String text() {
		return this.text;
	}

	/**
	 * Return the names of the headers that are signed.
	 * @return the names, sorted and separated by semicolons
	 */
	String signedHeaders() {
		return this.signedHeaders;
	}

}
