package io.awscredentials.signing;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Why a service refused a signed request, as far as signing it once more may help.
 */
enum Refusal {

	/** The credentials have expired or were revoked. */
	CREDENTIALS,

	/** The time of the signature is off. */
	CLOCK,

	/** Something else. */
	OTHER;

	/** So much of an answer is read to find out. */
	static final int MAX_LENGTH = 8 * 1024;

	private static final Set<String> CREDENTIALS_CODES = Set.of("ExpiredToken", "ExpiredTokenException",
			"InvalidClientTokenId", "UnrecognizedClientException");

	private static final Set<String> CLOCK_CODES = Set.of("RequestTimeTooSkewed", "RequestExpired",
			"RequestInTheFuture");

	/** JSON has the code in one of these, behind a name space; XML in an element. */
	private static final Pattern CODE = Pattern
		.compile("\"(?:__type|code|Code)\"\\s*:\\s*\"(?:[^\"#]*#)?(\\w+)\"|<Code>\\s*(\\w+)\\s*</Code>");

	/**
	 * Return whether an answer may be a refusal worth reading.
	 * @param status its status
	 * @return whether it may
	 */
	static boolean isPossible(int status) {
		return status == 400 || status == 401 || status == 403;
	}

	/**
	 * Find out why a request was refused.
	 * @param errorType the header {@code x-amzn-ErrorType}, or {@code null}
	 * @param body the beginning of the body
	 * @return the reason
	 */
	static Refusal of(@Nullable String errorType, byte[] body) {
		String text = new String(body, StandardCharsets.UTF_8);
		String code = (errorType != null) ? errorType.split("[:,]", 2)[0].replaceFirst("^.*#", "").strip() : code(text);
		if (CREDENTIALS_CODES.contains(code) || text.contains("security token included in the request is expired")) {
			return CREDENTIALS;
		}
		boolean expiredSignature = text.contains("Signature expired") || text.contains("Signature not yet current");
		return (CLOCK_CODES.contains(code) || expiredSignature) ? CLOCK : OTHER;
	}

	private static String code(String text) {
		Matcher matcher = CODE.matcher(text);
		if (!matcher.find()) {
			return "";
		}
		return (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
	}

}
