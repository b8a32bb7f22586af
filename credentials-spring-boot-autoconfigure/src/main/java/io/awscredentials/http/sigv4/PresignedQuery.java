package io.awscredentials.http.sigv4;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * The query of a URL while it is being signed. Holds the session token, so that it must
 * not be logged.
 */
final class PresignedQuery {

	private final StringBuilder query;

	PresignedQuery(@Nullable String rawQuery) {
		this.query = new StringBuilder(1024).append((rawQuery != null) ? rawQuery : "");
	}

	/**
	 * Add a parameter.
	 * @param name its name, which needs no encoding
	 * @param value its value
	 * @return this
	 */
	PresignedQuery with(String name, String value) {
		if (!this.query.isEmpty()) {
			this.query.append('&');
		}
		this.query.append(name).append('=').append(CanonicalUri.encode(value));
		return this;
	}

	/**
	 * Return a URL with this query in place of its own.
	 * @param uri the URL
	 * @return the URL with this query and without a fragment
	 */
	String of(URI uri) {
		String path = (uri.getRawPath() == null || uri.getRawPath().isEmpty()) ? "/" : uri.getRawPath();
		return uri.getScheme() + "://" + uri.getRawAuthority() + path + "?" + this.query;
	}

	@Override
	public String toString() {
		return this.query.toString();
	}

}
