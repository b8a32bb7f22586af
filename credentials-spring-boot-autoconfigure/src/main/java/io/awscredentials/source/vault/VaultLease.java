package io.awscredentials.source.vault;

import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.source.AccountId;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Vault leases. Failures never quote it.
 */
final class VaultLease {

	/** The place of the account in an ARN. */
	private static final int ACCOUNT = 4;

	private VaultLease() {
	}

	/**
	 * Read the credentials of an answer.
	 * @param json the answer
	 * @param now when Vault was asked
	 * @return the credentials, which end with their lease
	 * @throws InvalidJsonException if something is missing or malformed
	 */
	static Credentials read(byte[] json, Instant now) throws InvalidJsonException {
		JsonFields answer = JsonFields.parse(json);
		JsonFields data = answer.object("data");
		if (data == null) {
			throw new InvalidJsonException("it lacks 'data'");
		}
		// The name is an older one, which newer versions of Vault have too.
		String token = text(data, "session_token");
		token = (token != null) ? token : text(data, "security_token");
		return new Credentials(required(data, "access_key"), required(data, "secret_key"), token,
				now.plusSeconds(seconds(answer, data)), accountId(data.text("arn")));
	}

	/** A role of Vault that makes no leases tells the time with the credentials. */
	private static long seconds(JsonFields answer, JsonFields data) throws InvalidJsonException {
		Long lease = answer.wholeNumber("lease_duration");
		lease = (lease != null && lease > 0) ? lease : data.wholeNumber("ttl");
		if (lease == null || lease <= 0) {
			throw new InvalidJsonException("it has neither 'lease_duration' nor 'ttl'");
		}
		return Math.min(lease, Integer.MAX_VALUE);
	}

	private static @Nullable String accountId(@Nullable String arn) {
		String[] parts = (arn != null) ? arn.split(":", ACCOUNT + 2) : new String[0];
		return (parts.length == ACCOUNT + 2) ? AccountId.of(parts[ACCOUNT]) : null;
	}

	private static String required(JsonFields data, String name) throws InvalidJsonException {
		String text = text(data, name);
		if (text == null) {
			throw new InvalidJsonException("it lacks '" + name + "'");
		}
		return text;
	}

	private static @Nullable String text(JsonFields data, String name) {
		String text = data.text(name);
		return (text == null || text.isBlank()) ? null : text;
	}

}
