package io.awscredentials.source.rolesanywhere;

import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.source.AccountId;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of {@code CreateSession}. Failures never quote it.
 */
final class CreateSessionAnswer {

	/** The place of the account in an ARN. */
	private static final int ACCOUNT = 4;

	private CreateSessionAnswer() {
	}

	/**
	 * Read the credentials.
	 * @param json the answer
	 * @return the credentials, the first ones if there are several
	 * @throws InvalidJsonException if something is missing or malformed
	 */
	static Credentials read(byte[] json) throws InvalidJsonException {
		JsonFields entry = JsonFields.parse(json)
			.objects("credentialSet")
			.stream()
			.findFirst()
			.orElseThrow(() -> new InvalidJsonException("its 'credentialSet' is missing or empty"));
		JsonFields credentials = entry.object("credentials");
		if (credentials == null) {
			throw new InvalidJsonException("it lacks 'credentials'");
		}
		Instant expiration = Timestamps.parse(required(credentials, "expiration"));
		if (expiration == null) {
			throw new InvalidJsonException("its 'expiration' is not a time");
		}
		return new Credentials(required(credentials, "accessKeyId"), required(credentials, "secretAccessKey"),
				required(credentials, "sessionToken"), expiration, accountId(entry));
	}

	private static @Nullable String accountId(JsonFields entry) {
		JsonFields user = entry.object("assumedRoleUser");
		String accountId = (user != null) ? accountId(user.text("arn")) : null;
		return (accountId != null) ? accountId : accountId(entry.text("roleArn"));
	}

	private static @Nullable String accountId(@Nullable String arn) {
		String[] parts = (arn != null) ? arn.split(":", ACCOUNT + 2) : new String[0];
		return (parts.length == ACCOUNT + 2) ? AccountId.of(parts[ACCOUNT]) : null;
	}

	private static String required(JsonFields fields, String name) throws InvalidJsonException {
		String text = fields.text(name);
		if (text == null || text.isBlank()) {
			throw new InvalidJsonException("it lacks '" + name + "'");
		}
		return text;
	}

}
