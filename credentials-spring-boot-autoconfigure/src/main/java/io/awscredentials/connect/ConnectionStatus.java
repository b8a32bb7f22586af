package io.awscredentials.connect;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What can be said about something that is opened with tokens, without any token.
 *
 * @param what what it is, {@code "jdbc dataSource"} for example
 * @param user the user who is authenticated, or {@code null} if the service knows none
 * @param host the host or the name that the tokens are made for, or {@code null}
 * @param provider the name of the provider whose credentials sign the tokens
 * @param lastToken when the last token was issued, or {@code null} if none was
 * @param lastFailure the last failure, also after it was overcome, or {@code null}
 * @hidden
 */
public record ConnectionStatus(String what, @Nullable String user, @Nullable String host, String provider,
		@Nullable Instant lastToken, @Nullable Failure lastFailure) {

	/**
	 * Why there was no token, or what was said to it.
	 *
	 * @param code what went wrong
	 * @param message what failed
	 * @param advice what to do
	 * @param at when it failed
	 * @hidden
	 */
	public record Failure(String code, String message, String advice, Instant at) {

	}

}
