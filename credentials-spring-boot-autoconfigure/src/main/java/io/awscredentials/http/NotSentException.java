package io.awscredentials.http;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A request that can't be sent as it is, or not this way. The message holds no secret.
 */
final class NotSentException extends IOException {

	private final boolean retryable;

	private final @Nullable String advice;

	NotSentException(String message) {
		this(message, false, null);
	}

	NotSentException(String message, boolean retryable, @Nullable String advice) {
		super(message);
		this.retryable = retryable;
		this.advice = advice;
	}

	@Nullable String advice() {
		return this.advice;
	}

	boolean retryable() {
		return this.retryable;
	}

}
