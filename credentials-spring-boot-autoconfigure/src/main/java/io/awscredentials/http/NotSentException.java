package io.awscredentials.http;

import java.io.IOException;

/**
 * A request that can't be sent as it is, or not this way. The message holds no secret.
 */
final class NotSentException extends IOException {

	private final boolean retryable;

	NotSentException(String message) {
		this(message, false);
	}

	NotSentException(String message, boolean retryable) {
		super(message);
		this.retryable = retryable;
	}

	boolean retryable() {
		return this.retryable;
	}

}
