package io.awscredentials;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of everything that gives credentials. Its message names the file,
 * URL, profile or property that failed and never contains a secret; {@link #advice()}
 * says what to do. Not retryable means that trying again can't help before somebody has
 * done that. Both are one line, whatever they quote: line breaks become blanks, and
 * characters that nobody can see question marks, so that a quoted text forges no line of
 * a log.
 *
 * @serial exclude
 * @since 0.1.0
 */
public final class CredentialsException extends RuntimeException {

	private final CredentialsErrorCode code;

	private final String source;

	private final String advice;

	private final boolean retryable;

	private final transient @Nullable MfaChallenge mfaChallenge;

	private final transient @Nullable SignInChallenge signInChallenge;

	private final @Nullable Duration nextAttempt;

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
		super((message != null) ? onOneLine(message) : null, cause);
		this.code = code;
		this.source = source;
		this.advice = code.advice();
		this.retryable = code.retryable();
		this.mfaChallenge = null;
		this.signInChallenge = null;
		this.nextAttempt = null;
	}

	private CredentialsException(Changes changes) {
		super(onOneLine(changes.message), changes.cause);
		this.code = changes.from.code;
		this.source = changes.from.source;
		this.advice = onOneLine(changes.advice);
		this.retryable = changes.retryable;
		this.mfaChallenge = changes.mfaChallenge;
		this.signInChallenge = changes.signInChallenge;
		this.nextAttempt = changes.nextAttempt;
	}

	private static String onOneLine(String text) {
		StringBuilder clean = null;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (isInvisible(c)) {
				clean = (clean != null) ? clean : new StringBuilder(text);
				clean.setCharAt(i, (Character.isWhitespace(c)) ? ' ' : '?');
			}
		}
		return (clean != null) ? clean.toString() : text;
	}

	private static boolean isInvisible(char c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
			default -> false;
		};
	}

	/**
	 * Return this failure with another message.
	 * @param message what failed, without secrets
	 * @return the failure with that message
	 */
	public CredentialsException withMessage(String message) {
		Changes changes = new Changes(this);
		changes.message = message;
		return changes.apply();
	}

	/**
	 * Return this failure with other advice.
	 * @param advice what to do, a sentence without full stop
	 * @return the failure with that advice
	 */
	public CredentialsException withAdvice(String advice) {
		Changes changes = new Changes(this);
		changes.advice = advice;
		return changes.apply();
	}

	/**
	 * Return this failure with another answer to whether trying again may help.
	 * @param retryable whether trying again may help
	 * @return the failure with that answer
	 */
	public CredentialsException withRetryable(boolean retryable) {
		Changes changes = new Changes(this);
		changes.retryable = retryable;
		return changes.apply();
	}

	/**
	 * Return this failure with the MFA challenge that has to be answered.
	 * @param challenge the challenge
	 * @return the failure with that challenge
	 */
	public CredentialsException withMfaChallenge(MfaChallenge challenge) {
		Changes changes = new Changes(this);
		changes.mfaChallenge = challenge;
		return changes.apply();
	}

	/**
	 * Return this failure with the sign-in that a person has to do.
	 * @param challenge what is asked of the person
	 * @return the failure with that challenge
	 */
	public CredentialsException withSignInChallenge(SignInChallenge challenge) {
		Changes changes = new Changes(this);
		changes.signInChallenge = challenge;
		return changes.apply();
	}

	/**
	 * Return this failure with the time after which it is worth asking the source again,
	 * where the source knows better than anybody else.
	 * @param nextAttempt how long to wait; what is too long to ever end, such as
	 * {@link java.time.temporal.ChronoUnit#FOREVER}, leaves the next attempt to callers
	 * @return the failure with that time
	 */
	public CredentialsException withNextAttempt(Duration nextAttempt) {
		Changes changes = new Changes(this);
		changes.nextAttempt = nextAttempt;
		return changes.apply();
	}

	/**
	 * Return a copy whose cause is this exception and whose stack trace is the calling
	 * thread's: one failed retrieval may be reported to many threads.
	 * @return the copy
	 */
	public CredentialsException copy() {
		Changes changes = new Changes(this);
		changes.cause = this;
		return new CredentialsException(changes);
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

	/**
	 * Return the sign-in that a person has to do before credentials can be had.
	 * @return the challenge, or {@code null} if that is not what is missing
	 */
	public @Nullable SignInChallenge signInChallenge() {
		return this.signInChallenge;
	}

	/**
	 * Return after which time it is worth asking the source again.
	 * @return how long to wait, or {@code null} if the source does not know
	 */
	public @Nullable Duration nextAttempt() {
		return this.nextAttempt;
	}

	@Override
	public String toString() {
		String message = getMessage();
		return getClass().getName() + ": [" + this.code + "] " + this.source + ": " + message
				+ ((message.endsWith(".")) ? " " : ". ") + this.advice;
	}

	/** What the next instance has in place of this one's. */
	private static final class Changes {

		private final CredentialsException from;

		private @Nullable Throwable cause;

		private String message;

		private String advice;

		private boolean retryable;

		private @Nullable MfaChallenge mfaChallenge;

		private @Nullable SignInChallenge signInChallenge;

		private @Nullable Duration nextAttempt;

		private Changes(CredentialsException from) {
			this.from = from;
			this.cause = from.getCause();
			this.message = from.getMessage();
			this.advice = from.advice;
			this.retryable = from.retryable;
			this.mfaChallenge = from.mfaChallenge;
			this.signInChallenge = from.signInChallenge;
			this.nextAttempt = from.nextAttempt;
		}

		private CredentialsException apply() {
			CredentialsException changed = new CredentialsException(this);
			changed.setStackTrace(this.from.getStackTrace());
			return changed;
		}

	}

}
