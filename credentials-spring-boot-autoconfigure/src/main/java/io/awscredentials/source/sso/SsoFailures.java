package io.awscredentials.source.sso;

import java.util.Set;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.Outage;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * The answers of services that do not help. Their messages may quote what was sent, so
 * only their codes are shown.
 */
final class SsoFailures {

	private static final int MAX_CODE = 60;

	private static final Set<String> OUTAGE = Set.of("ServiceUnavailableException", "InternalServerException",
			"InternalFailure", "server_error", "temporarily_unavailable");

	private SsoFailures() {
	}

	/**
	 * Read a successful answer.
	 * @param source the name of the source that asked
	 * @param call the request
	 * @param answer the answer
	 * @return its fields
	 */
	static JsonFields fields(String source, HttpCall call, HttpAnswer answer) {
		try {
			return JsonFields.parse(answer.body());
		}
		catch (InvalidJsonException ex) {
			throw invalid(source, call, ex.getMessage());
		}
	}

	static CredentialsException invalid(String source, HttpCall call, @Nullable String problem) {
		return new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, source,
				call + ": the answer can't be used: " + problem);
	}

	/**
	 * Return whether an answer says that the same request may succeed a little later.
	 * @param answer the answer
	 * @return whether it does
	 */
	static boolean isTransient(HttpAnswer answer) {
		return answer.status() == 429 || answer.status() == 408 || "slow_down".equals(code(answer)) || isOutage(answer);
	}

	private static boolean isOutage(HttpAnswer answer) {
		String code = code(answer);
		return answer.isOutage() || (code != null && OUTAGE.contains(code));
	}

	/**
	 * Return the failure of a request that may succeed a little later.
	 * @param source the name of the source that asked
	 * @param call the request
	 * @param answer the answer
	 * @return the failure
	 */
	static CredentialsException unavailable(String source, HttpCall call, HttpAnswer answer) {
		if (isOutage(answer)) {
			return new CredentialsException(CredentialsErrorCode.CONNECTION, source,
					call + ": " + Outage.of("the service", answer.status()) + suffix(answer))
				.withAdvice(Outage.AWS_ADVICE);
		}
		return new CredentialsException(CredentialsErrorCode.CONNECTION, source, call + ": " + describe(answer))
			.withAdvice(
					"Nothing to do for once; if it lasts, look for who signs in or asks for credentials that often");
	}

	/**
	 * Refuse a refusal that is none of the service: a person who signs in anew because a
	 * proxy wants something does so in vain.
	 * @param source the name of the source that asked
	 * @param call the request
	 * @param answer the answer
	 * @throws CredentialsException if the answer is a page for people, with no error code
	 */
	static void checkService(String source, HttpCall call, HttpAnswer answer) {
		if (answer.isPage() && code(answer) == null) {
			throw new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, source,
					call + " was answered with status " + answer.status() + " and no error of the service")
				.withAdvice("Check that the address is the one of the service, and that no proxy or portal answers in "
						+ "its place");
		}
	}

	/**
	 * Return what an answer says went wrong.
	 * @param answer the answer
	 * @return its status and, where it has one, its error code
	 */
	static String describe(HttpAnswer answer) {
		return "status " + answer.status() + suffix(answer);
	}

	private static String suffix(HttpAnswer answer) {
		String code = code(answer);
		return (code != null) ? ", " + code : "";
	}

	/**
	 * Return the error code of an answer: that of OAuth, or AWS's own.
	 * @param answer the answer
	 * @return the code, or {@code null} if there is none
	 */
	static @Nullable String code(HttpAnswer answer) {
		String code = name(field(answer, "error"));
		if (code == null) {
			code = name(answer.header("x-amzn-ErrorType"));
		}
		return (code != null) ? code : name(field(answer, "__type"));
	}

	private static @Nullable String field(HttpAnswer answer, String name) {
		try {
			return JsonFields.parse(answer.body()).text(name);
		}
		catch (InvalidJsonException ex) {
			return null;
		}
	}

	/** A header may go on with a URI after a colon, a type may have one before a hash. */
	private static @Nullable String name(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String name = text.substring(text.indexOf('#') + 1);
		name = (name.indexOf(':') > 0) ? name.substring(0, name.indexOf(':')) : name;
		boolean plain = !name.isEmpty() && name.length() <= MAX_CODE
				&& name.chars().allMatch((c) -> Character.isLetterOrDigit(c) || c == '_');
		return (plain) ? name : null;
	}

}
