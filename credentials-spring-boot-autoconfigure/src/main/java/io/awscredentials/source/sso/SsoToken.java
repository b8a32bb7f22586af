package io.awscredentials.source.sso;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.awscredentials.source.JsonFields;
import io.awscredentials.source.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in to IAM Identity Center.
 *
 * @param accessToken what the portal wants to see
 * @param expiresAt when that stops working
 * @param refreshToken what the next access token can be had with, or {@code null}
 * @param registration the client that the refresh token was given to, or {@code null}
 */
record SsoToken(String accessToken, Instant expiresAt, @Nullable String refreshToken,
		@Nullable Registration registration) implements CachedToken {

	/**
	 * Read the content of a cache file.
	 * @param fields its fields
	 * @return the token
	 * @throws IllegalArgumentException if a required field lacks or can't be read; the
	 * message names it
	 */
	static SsoToken of(JsonFields fields) {
		String accessToken = fields.text("accessToken");
		if (accessToken == null || accessToken.isBlank() || accessToken.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("'accessToken' is missing");
		}
		Instant expiresAt = timestamp(fields, "expiresAt");
		if (expiresAt == null) {
			throw new IllegalArgumentException("'expiresAt' is not a timestamp, or is missing");
		}
		return new SsoToken(accessToken, expiresAt, fields.text("refreshToken"), registration(fields));
	}

	private static @Nullable Registration registration(JsonFields fields) {
		String id = fields.text("clientId");
		String secret = fields.text("clientSecret");
		Instant expiresAt = timestamp(fields, "registrationExpiresAt");
		return (id != null && secret != null && expiresAt != null) ? new Registration(id, secret, expiresAt) : null;
	}

	private static @Nullable Instant timestamp(JsonFields fields, String name) {
		String value = fields.text(name);
		return (value != null) ? Timestamps.parse(value) : null;
	}

	/**
	 * Return what this token changes in a cache file.
	 * @param options how people sign in
	 * @return the changed fields
	 */
	Map<String, @Nullable Object> fields(SsoSessionOptions options) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("startUrl", options.startUrl());
		fields.put("region", options.region());
		fields.put("accessToken", this.accessToken);
		fields.put("expiresAt", TokenCache.timestamp(this.expiresAt));
		if (this.registration != null) {
			fields.put("clientId", this.registration.clientId());
			fields.put("clientSecret", this.registration.clientSecret());
			fields.put("registrationExpiresAt", TokenCache.timestamp(this.registration.expiresAt()));
		}
		fields.put("refreshToken", this.refreshToken);
		return fields;
	}

	@Override
	public String id() {
		return this.accessToken;
	}

	@Override
	public boolean refreshableAt(Instant now) {
		return this.refreshToken != null && this.registration != null && now.isBefore(this.registration.expiresAt());
	}

	@Override
	public String toString() {
		return "SsoToken[expiresAt=" + this.expiresAt + "]";
	}

	/**
	 * The registration of a client.
	 *
	 * @param clientId the ID
	 * @param clientSecret the secret
	 * @param expiresAt when it ends
	 */
	record Registration(String clientId, String clientSecret, Instant expiresAt) {

		@Override
		public String toString() {
			return "Registration[expiresAt=" + this.expiresAt + "]";
		}

	}

}
