package io.awscredentials.source;

import java.time.Instant;

import io.awscredentials.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the metadata service of EC2 and the agents of ECS and EKS answer. Failures
 * never quote it.
 */
public final class ServedCredentials {

	private static final String SUCCESS = "Success";

	private ServedCredentials() {
	}

	/**
	 * Read the credentials of an answer.
	 * @param fields the answer
	 * @param temporary whether the answer must have a session token and an expiration
	 * @return the credentials
	 * @throws InvalidJsonException if something is missing or malformed
	 */
	public static Credentials read(JsonFields fields, boolean temporary) throws InvalidJsonException {
		String accessKeyId = required(fields, "AccessKeyId");
		String secretAccessKey = required(fields, "SecretAccessKey");
		String token = (temporary) ? required(fields, "Token") : text(fields, "Token");
		return new Credentials(accessKeyId, secretAccessKey, token, expiration(fields, temporary),
				AccountId.of(fields.text("AccountId")));
	}

	/**
	 * Return the failure that an answer tells of.
	 * @param fields the answer
	 * @return the failure, or {@code null} if the answer does not tell of one
	 */
	public static @Nullable Failure failure(JsonFields fields) {
		// EC2 capitalizes the names, ECS and EKS do not.
		String code = firstText(fields, "Code", "code");
		if (code == null || code.equals(SUCCESS)) {
			return null;
		}
		return new Failure(code, firstText(fields, "Message", "message"));
	}

	private static @Nullable Instant expiration(JsonFields fields, boolean temporary) throws InvalidJsonException {
		String text = (temporary) ? required(fields, "Expiration") : text(fields, "Expiration");
		if (text == null) {
			if (fields.has("Expiration") && fields.text("Expiration") == null) {
				throw new InvalidJsonException("'Expiration' is not a string");
			}
			return null;
		}
		Instant expiration = Timestamps.parse(text);
		if (expiration == null) {
			throw new InvalidJsonException("'Expiration' is not an ISO-8601 time with an offset");
		}
		return expiration;
	}

	private static String required(JsonFields fields, String name) throws InvalidJsonException {
		String text = text(fields, name);
		if (text == null) {
			throw new InvalidJsonException("it lacks '" + name + "'");
		}
		return text;
	}

	private static @Nullable String firstText(JsonFields fields, String name, String otherName) {
		String text = text(fields, name);
		return (text != null) ? text : text(fields, otherName);
	}

	private static @Nullable String text(JsonFields fields, String name) {
		String text = fields.text(name);
		return (text == null || text.isBlank()) ? null : text;
	}

	/**
	 * A failure as the service tells of it.
	 *
	 * @param code the code
	 * @param message the message, or {@code null} if there is none
	 */
	public record Failure(String code, @Nullable String message) {

		/**
		 * Return the failure as it may be shown.
		 * @param sent a secret that was sent to the service, or {@code null}
		 * @return code and message
		 */
		public String shown(@Nullable String sent) {
			return Redaction.of((this.message != null) ? this.code + ": " + this.message : this.code, sent);
		}

	}

}
