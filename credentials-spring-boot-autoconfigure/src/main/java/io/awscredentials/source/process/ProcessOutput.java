package io.awscredentials.source.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.AccountId;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * What a program printed on standard output, in version 1 of the format of
 * {@code credential_process}. Failures never quote it.
 */
final class ProcessOutput {

	private final String program;

	private final JsonFields fields;

	ProcessOutput(String program, byte[] output) {
		this.program = program;
		try {
			this.fields = JsonFields.parse(output);
		}
		catch (InvalidJsonException ex) {
			throw failure(CredentialsErrorCode.PROCESS_PARSE, "is not one JSON object: " + ex.getMessage());
		}
	}

	/**
	 * Return the credentials.
	 * @param now the present time
	 * @param lifetime how long credentials live that have no expiration
	 * @return the credentials
	 */
	Credentials credentials(Instant now, Duration lifetime) {
		if (!Integer.valueOf(1).equals(this.fields.number("Version"))) {
			throw failure(CredentialsErrorCode.PROCESS_VERSION,
					(this.fields.has("Version")) ? "has a 'Version' that is not the number 1" : "has no 'Version'");
		}
		String accessKeyId = text("AccessKeyId");
		String secretAccessKey = text("SecretAccessKey");
		if (accessKeyId == null || secretAccessKey == null) {
			List<String> missing = new ArrayList<>();
			if (accessKeyId == null) {
				missing.add("AccessKeyId");
			}
			if (secretAccessKey == null) {
				missing.add("SecretAccessKey");
			}
			throw failure(CredentialsErrorCode.PROCESS_REQUIRED, "lacks " + String.join(" and ", missing));
		}
		Instant expiration = expiration();
		if (expiration != null && !expiration.isAfter(now)) {
			throw failure(CredentialsErrorCode.EXPIRED, "contains credentials that expired at " + expiration);
		}
		return new Credentials(accessKeyId, secretAccessKey, text("SessionToken"),
				(expiration != null) ? expiration : now.plus(lifetime), AccountId.of(this.fields.text("AccountId")));
	}

	private @Nullable String text(String name) {
		String text = this.fields.text(name);
		if (text == null && this.fields.has(name)) {
			throw failure(CredentialsErrorCode.PROCESS_PARSE, "has a '" + name + "' that is not a string");
		}
		return (text == null || text.isBlank()) ? null : text;
	}

	private @Nullable Instant expiration() {
		String text = this.fields.text("Expiration");
		if ((text != null) ? text.isBlank() : !this.fields.has("Expiration")) {
			return null;
		}
		Instant expiration = (text != null) ? Timestamps.parse(text) : null;
		if (expiration == null) {
			throw failure(CredentialsErrorCode.PROCESS_PARSE,
					"has an 'Expiration' that is not an ISO-8601 time with an offset, such as 2026-11-21T10:00:00Z");
		}
		return expiration;
	}

	private CredentialsException failure(CredentialsErrorCode code, String problem) {
		return new CredentialsException(code, ProcessCredentialsSource.NAME,
				"The output of the program '" + this.program + "' " + problem);
	}

}
