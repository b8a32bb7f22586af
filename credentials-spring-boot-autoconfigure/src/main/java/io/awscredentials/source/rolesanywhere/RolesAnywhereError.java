package io.awscredentials.source.rolesanywhere;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.awscredentials.http.HttpAnswer;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of IAM Roles Anywhere.
 *
 * @param status the status code
 * @param code the code without the ending {@code Exception}, empty if the answer has none
 * @param message what the service says, fit to be shown
 */
record RolesAnywhereError(int status, String code, String message) {

	private static final Pattern CODE = Pattern.compile("\\w{1,60}");

	private static final Set<String> THROTTLING = Set.of("Throttling", "TooManyRequests", "RequestLimitExceeded");

	private static final Set<String> OUTAGE = Set.of("ServiceUnavailable", "InternalFailure", "InternalServer");

	static RolesAnywhereError of(HttpAnswer answer) {
		JsonFields body = body(answer);
		String code = name(answer.header("X-Amzn-ErrorType"));
		code = (code != null || body == null) ? code : name(first(body, "code", "__type"));
		String message = (body != null) ? first(body, "message", "Message") : null;
		return new RolesAnywhereError(answer.status(), (code != null) ? code : "",
				(message != null) ? Redaction.of(message, null) : "");
	}

	private static @Nullable JsonFields body(HttpAnswer answer) {
		try {
			return JsonFields.parse(answer.body());
		}
		catch (InvalidJsonException ex) {
			return null;
		}
	}

	private static @Nullable String first(JsonFields fields, String name, String otherName) {
		String text = fields.text(name);
		return (text != null) ? text : fields.text(otherName);
	}

	/** A header may go on with a URI after a colon, a type may have one before a hash. */
	private static @Nullable String name(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String name = text.substring(text.indexOf('#') + 1).split(":", 2)[0].strip();
		if (!CODE.matcher(name).matches()) {
			return null;
		}
		return (name.endsWith("Exception")) ? name.substring(0, name.length() - "Exception".length()) : name;
	}

	/**
	 * Return whether the same request may succeed a moment later, where the status alone
	 * does not say so.
	 * @param answer the answer
	 * @return whether it is worth another attempt
	 */
	static boolean isTransient(HttpAnswer answer) {
		return answer.status() / 100 == 4 && (of(answer).isThrottling() || of(answer).isOutage());
	}

	boolean isThrottling() {
		return this.status == 429 || THROTTLING.contains(this.code);
	}

	boolean isOutage() {
		return this.status / 100 == 5 || OUTAGE.contains(this.code);
	}

	/**
	 * Return whether the service found the time of the signature too far from its own.
	 * @return whether the clock is to blame
	 */
	boolean isClock() {
		return this.code.equals("RequestTimeTooSkewed") || this.code.equals("RequestExpired")
				|| says("signature expired") || says("not yet current");
	}

	/**
	 * Return whether the message has some words in it.
	 * @param words the words, in lower case
	 * @return whether it has
	 */
	boolean says(String words) {
		return this.message.toLowerCase(Locale.ROOT).contains(words);
	}

	@Override
	public String toString() {
		String shown = (this.code.isEmpty()) ? "status " + this.status : this.code;
		return (this.message.isEmpty()) ? shown : shown + ", " + this.message;
	}

}
