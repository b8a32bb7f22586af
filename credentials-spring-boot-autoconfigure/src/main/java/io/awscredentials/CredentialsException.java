package io.awscredentials;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of everything that gives credentials. Its message names the file,
 * URL, profile or property that failed and never contains a secret; {@link #advice()}
 * says what to do. Not retryable means that trying again can't help before somebody has
 * done that.
 */
public final class CredentialsException extends RuntimeException {

	private final CredentialsErrorCode code;

	private final String source;

	private final String advice;

	private final boolean retryable;

	private final transient @Nullable MfaChallenge mfaChallenge;

	/**
	 * Create a new instance.
	 * @param code what went wrong
	 * @param source the name of the source that failed, see
	 * {@link CredentialsSource#name()}
	 * @param message what failed, without secrets
	 */
	public CredentialsException(CredentialsErrorCode code, String source, String message) {
		this(code, source, message, null);
	}

	/**
	 * Create a new instance with a cause.
	 * @param code what went wrong
	 * @param source the name of the source that failed, see
	 * {@link CredentialsSource#name()}
	 * @param message what failed, without secrets
	 * @param cause the cause, whose message must not hold a secret either, or
	 * {@code null}
	 */
	public CredentialsException(CredentialsErrorCode code, String source, String message, @Nullable Throwable cause) {
		this(code, source, message, cause, code.advice(), code.retryable(), null);
	}

	private CredentialsException(CredentialsErrorCode code, String source, String message, @Nullable Throwable cause,
			String advice, boolean retryable, @Nullable MfaChallenge mfaChallenge) {
		super(message, cause);
		this.code = code;
		this.source = source;
		this.advice = advice;
		this.retryable = retryable;
		this.mfaChallenge = mfaChallenge;
	}

	/**
	 * Return this failure with other advice.
	 * @param advice what to do, a sentence without full stop
	 * @return the failure with that advice
	 */
	public CredentialsException withAdvice(String advice) {
		return copy(getCause(), advice, this.retryable, this.mfaChallenge);
	}

	/**
	 * Return this failure with another answer to whether trying again may help.
	 * @param retryable whether trying again may help
	 * @return the failure with that answer
	 */
	public CredentialsException withRetryable(boolean retryable) {
		return copy(getCause(), this.advice, retryable, this.mfaChallenge);
	}

	/**
	 * Return this failure with the MFA challenge that has to be answered.
	 * @param challenge the challenge
	 * @return the failure with that challenge
	 */
	public CredentialsException withMfaChallenge(MfaChallenge challenge) {
		return copy(getCause(), this.advice, this.retryable, challenge);
	}

	/**
	 * Return a copy whose cause is this exception and whose stack trace is the calling
	 * thread's: one failed retrieval may be reported to many threads.
	 * @return the copy
	 */
	public CredentialsException copy() {
		return new CredentialsException(this.code, this.source, getMessage(), this, this.advice, this.retryable,
				this.mfaChallenge);
	}

	private CredentialsException copy(@Nullable Throwable cause, String advice, boolean retryable,
			@Nullable MfaChallenge challenge) {
		CredentialsException copy = new CredentialsException(this.code, this.source, getMessage(), cause, advice,
				retryable, challenge);
		copy.setStackTrace(getStackTrace());
		return copy;
	}

	@Override
	public String getMessage() {
		return Objects.requireNonNullElse(super.getMessage(), this.code.sentence());
	}

	/**
	 * Return what went wrong.
	 * @return the code
	 */
	public CredentialsErrorCode code() {
		return this.code;
	}

	/**
	 * Return the name of the source that failed.
	 * @return the name
	 */
	public String source() {
		return this.source;
	}

	/**
	 * Return whether the same retrieval may succeed a little later.
	 * @return whether trying again may help
	 */
	public boolean retryable() {
		return this.retryable;
	}

	/**
	 * Return what to do.
	 * @return a sentence without full stop
	 */
	public String advice() {
		return this.advice;
	}

	/**
	 * Return the MFA challenge that has to be answered before credentials can be had.
	 * @return the challenge, or {@code null} if that is not what is missing
	 */
	public @Nullable MfaChallenge mfaChallenge() {
		return this.mfaChallenge;
	}

	@Override
	public String toString() {
		return getClass().getName() + ": [" + this.code + "] " + this.source + ": " + getMessage() + ". " + this.advice;
	}

}
