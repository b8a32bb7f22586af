package io.awscredentials.source.sts;

import java.util.function.Supplier;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens from where they come from, without ever showing one.
 */
final class Tokens {

	private Tokens() {
	}

	/**
	 * Read a token. A line break at its end is cut off; one inside, or anything else that
	 * no token has, is refused.
	 * @param source the name of the source, for failures
	 * @param origin gives the token
	 * @param subject what the token is called in failures
	 * @return the token
	 */
	static String read(String source, Supplier<@Nullable String> origin, String subject) {
		String token = token(source, origin);
		if (token == null || token.isBlank()) {
			throw failure(source, subject + " is empty", null);
		}
		String bare = withoutLineBreak(token);
		if (bare.chars().anyMatch((c) -> c <= ' ' || c > '~')) {
			throw failure(source, subject + " has a line break, a space or another character that no token has", null);
		}
		return bare;
	}

	private static @Nullable String token(String source, Supplier<@Nullable String> origin) {
		try {
			return origin.get();
		}
		catch (CredentialsException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw failure(source, "What gives the token failed with " + ex.getClass().getName(), ex)
				.withAdvice("Look at the cause, it comes from the bean that gives the token")
				.withRetryable(true);
		}
	}

	private static String withoutLineBreak(String token) {
		int end = token.length();
		end -= (token.endsWith("\n")) ? 1 : 0;
		end -= (end > 0 && token.charAt(end - 1) == '\r') ? 1 : 0;
		return token.substring(0, end);
	}

	private static CredentialsException failure(String source, String message, @Nullable RuntimeException cause) {
		return new CredentialsException(CredentialsErrorCode.WEB_IDENTITY_TOKEN, source, message, cause);
	}

}
