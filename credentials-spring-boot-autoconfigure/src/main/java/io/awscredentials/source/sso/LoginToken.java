package io.awscredentials.source.sso;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.source.AccountId;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * A session of {@code aws login}. As in AWS's SDKs all of it has to be there, even where
 * only a part is needed now.
 *
 * @param credentials the present credentials
 * @param expiresAt when they expire
 * @param refreshToken what the next ones can be had with, once
 * @param clientId who the refresh token was given to
 * @param dpopKey the private key that the refresh token is bound to, in PEM
 */
record LoginToken(Credentials credentials, Instant expiresAt, String refreshToken, String clientId,
		String dpopKey) implements CachedToken {

	/** AWS gives 15 minutes. */
	private static final Duration MAX_LIFETIME = Duration.ofDays(1);

	private static final String TOKEN_TYPE = "aws_sigv4";

	/**
	 * Read the content of a cache file.
	 * @param fields its fields
	 * @return the token
	 * @throws IllegalArgumentException if a required field lacks or can't be read; the
	 * message names it
	 */
	static LoginToken of(JsonFields fields) {
		String type = fields.text("tokenType");
		if (type != null && !type.equalsIgnoreCase(TOKEN_TYPE)) {
			throw new IllegalArgumentException("'tokenType' is not " + TOKEN_TYPE);
		}
		JsonFields accessToken = fields.object("accessToken");
		if (accessToken == null) {
			throw new IllegalArgumentException("'accessToken' is missing");
		}
		Instant expiresAt = Timestamps.parse(required(accessToken, "expiresAt"));
		if (expiresAt == null) {
			throw new IllegalArgumentException("'expiresAt' is not a timestamp");
		}
		return new LoginToken(credentials(accessToken, expiresAt, AccountId.of(accessToken.text("accountId"))),
				expiresAt, required(fields, "refreshToken"), required(fields, "clientId"), required(fields, "dpopKey"));
	}

	private static Credentials credentials(JsonFields accessToken, Instant expiresAt, @Nullable String accountId) {
		return new Credentials(required(accessToken, "accessKeyId"), required(accessToken, "secretAccessKey"),
				required(accessToken, "sessionToken"), expiresAt, accountId);
	}

	static String required(JsonFields fields, String name) {
		String value = fields.text(name);
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("'" + name + "' is missing");
		}
		return value;
	}

	/**
	 * Return the token after this one.
	 * @param answer what the service answered
	 * @param now when it was asked
	 * @return the next token
	 * @throws IllegalArgumentException if a required field lacks or can't be read; the
	 * message names it
	 */
	LoginToken next(JsonFields answer, Instant now) {
		JsonFields accessToken = answer.object("accessToken");
		Long expiresIn = answer.wholeNumber("expiresIn");
		if (accessToken == null) {
			throw new IllegalArgumentException("'accessToken' is missing");
		}
		if (expiresIn == null || expiresIn <= 0) {
			throw new IllegalArgumentException("'expiresIn' is not a number of seconds above 0, or is missing");
		}
		// The file holds whole seconds, and so do others who read it.
		Instant expiry = Instant
			.ofEpochSecond(now.plusSeconds(Math.min(expiresIn, MAX_LIFETIME.toSeconds())).getEpochSecond());
		return new LoginToken(credentials(accessToken, expiry, this.credentials.accountId()), expiry,
				required(answer, "refreshToken"), this.clientId, this.dpopKey);
	}

	/**
	 * Return what this token changes in a cache file. The identity token stays, by
	 * whatever name.
	 * @return the changed fields
	 */
	Map<String, @Nullable Object> fields() {
		Map<String, @Nullable Object> accessToken = new LinkedHashMap<>();
		accessToken.put("accessKeyId", this.credentials.accessKeyId());
		accessToken.put("secretAccessKey", this.credentials.secretAccessKey());
		accessToken.put("sessionToken", this.credentials.sessionToken());
		accessToken.put("accountId", this.credentials.accountId());
		accessToken.put("expiresAt", TokenCache.timestamp(this.expiresAt));
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("accessToken", accessToken);
		fields.put("refreshToken", this.refreshToken);
		fields.put("clientId", this.clientId);
		fields.put("dpopKey", this.dpopKey);
		return fields;
	}

	@Override
	public String id() {
		return this.credentials.accessKeyId();
	}

	@Override
	public boolean refreshableAt(Instant now) {
		return true;
	}

	@Override
	public String toString() {
		return "LoginToken[" + this.credentials + "]";
	}

}
