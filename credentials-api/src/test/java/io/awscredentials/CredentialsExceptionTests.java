package io.awscredentials;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CredentialsException}.
 */
class CredentialsExceptionTests {

	private static final MfaChallenge CHALLENGE = new MfaChallenge("device", null, "default", 1);

	private static final SignInChallenge SIGN_IN = new SignInChallenge("https://example.com", null, "AAAA-BBBB",
			Instant.EPOCH);

	private final Throwable cause = new IllegalStateException("cause");

	private final CredentialsException failure = new CredentialsException(CredentialsErrorCode.PROCESS_EXECUTION,
			"Process", "Command 'x' ended with 1", this.cause);

	@Test
	void createTakesAdviceAndRetryableFromTheCode() {
		assertFailure(this.failure, "Command 'x' ended with 1", CredentialsErrorCode.PROCESS_EXECUTION.advice(), true,
				null);
		CredentialsException denied = new CredentialsException(CredentialsErrorCode.STS_ACCESS_DENIED, "STS", "No");
		assertThat(denied.retryable()).isFalse();
		assertThat(denied.getCause()).isNull();
	}

	@Test
	void withersKeepEverythingElse() {
		CredentialsException advised = this.failure.withAdvice("Do this");
		assertFailure(advised, "Command 'x' ended with 1", "Do this", true, null);
		CredentialsException lasting = advised.withRetryable(false);
		assertFailure(lasting, "Command 'x' ended with 1", "Do this", false, null);
		CredentialsException challenged = lasting.withMfaChallenge(CHALLENGE);
		assertFailure(challenged, "Command 'x' ended with 1", "Do this", false, CHALLENGE);
		assertFailure(challenged.withAdvice("Do that"), "Command 'x' ended with 1", "Do that", false, CHALLENGE);
		assertFailure(challenged.withRetryable(true), "Command 'x' ended with 1", "Do this", true, CHALLENGE);
		assertThat(challenged.getStackTrace()).isEqualTo(this.failure.getStackTrace());
	}

	@Test
	void withersOfSignInAndNextAttemptKeepEverythingElse() {
		CredentialsException waiting = this.failure.withMfaChallenge(CHALLENGE)
			.withSignInChallenge(SIGN_IN)
			.withNextAttempt(Duration.ofSeconds(5))
			.withAdvice("Do this")
			.withRetryable(false);
		assertFailure(waiting, "Command 'x' ended with 1", "Do this", false, CHALLENGE);
		for (CredentialsException each : List.of(waiting, waiting.copy(), waiting.withMfaChallenge(CHALLENGE))) {
			assertThat(each.signInChallenge()).isEqualTo(SIGN_IN);
			assertThat(each.nextAttempt()).isEqualTo(Duration.ofSeconds(5));
		}
		assertThat(this.failure.signInChallenge()).isNull();
		assertThat(this.failure.nextAttempt()).isNull();
	}

	@Test
	void withersLeaveTheOriginalAlone() {
		this.failure.withAdvice("Do this").withRetryable(false).withMfaChallenge(CHALLENGE);
		assertFailure(this.failure, "Command 'x' ended with 1", CredentialsErrorCode.PROCESS_EXECUTION.advice(), true,
				null);
	}

	@Test
	void copyHasTheStackOfItsCallerAndTheOriginalAsCause() {
		CredentialsException original = this.failure.withAdvice("Do this")
			.withRetryable(false)
			.withMfaChallenge(CHALLENGE);
		CredentialsException copy = original.copy();
		assertThat(copy).isNotSameAs(original).hasCause(original).hasMessage(original.getMessage());
		assertThat(copy.code()).isEqualTo(original.code());
		assertThat(copy.source()).isEqualTo("Process");
		assertThat(copy.advice()).isEqualTo("Do this");
		assertThat(copy.retryable()).isFalse();
		assertThat(copy.mfaChallenge()).isEqualTo(CHALLENGE);
		assertThat(copy.getStackTrace()).anySatisfy((frame) -> assertThat(frame.getMethodName())
			.isEqualTo("copyHasTheStackOfItsCallerAndTheOriginalAsCause"));
	}

	@Test
	void toStringSaysWhatFailedAndWhatToDo() {
		assertThat(this.failure.withAdvice("Do this"))
			.hasToString("io.awscredentials.CredentialsException: [PROCESS_EXECUTION] Process: "
					+ "Command 'x' ended with 1. Do this");
	}

	@Test
	@SuppressWarnings("NullAway")
	void messageWhenMissingIsTheSentenceOfTheCode() {
		CredentialsException silent = new CredentialsException(CredentialsErrorCode.CONNECTION, "Custom", null);
		assertThat(silent).hasMessage(CredentialsErrorCode.CONNECTION.sentence());
	}

	@Test
	void serializationLosesTheChallengeOnly() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(this.failure.withMfaChallenge(CHALLENGE));
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			CredentialsException read = (CredentialsException) in.readObject();
			assertThat(read.code()).isEqualTo(CredentialsErrorCode.PROCESS_EXECUTION);
			assertThat(read).hasToString(this.failure.toString());
			assertThat(read.mfaChallenge()).isNull();
		}
	}

	private void assertFailure(CredentialsException failure, String message, String advice, boolean retryable,
			@Nullable MfaChallenge challenge) {
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROCESS_EXECUTION);
		assertThat(failure.source()).isEqualTo("Process");
		assertThat(failure).hasMessage(message);
		assertThat(Objects.requireNonNull(failure.getCause())).isSameAs(this.cause);
		assertThat(failure.advice()).isEqualTo(advice);
		assertThat(failure.retryable()).isEqualTo(retryable);
		assertThat(failure.mfaChallenge()).isEqualTo(challenge);
	}

	@Test
	void whatIsQuotedForgesNoLineOfALog() {
		CredentialsException failure = new CredentialsException(CredentialsErrorCode.NOT_FOUND, "Profile",
				"Profile 'a\r\n2026-11-21 INFO all is well\u001b[31m\u202e\u2028'")
			.withAdvice("Add [profile a\tb\u0000]");
		assertThat(failure).hasMessage("Profile 'a  2026-11-21 INFO all is well?[31m? '");
		assertThat(failure.advice()).isEqualTo("Add [profile a b?]");
		assertThat(failure.withMessage("a\nb")).hasMessage("a b");
		assertThat(new CredentialsException(CredentialsErrorCode.NOT_FOUND, "Profile", "Größe 'ü' \ud83d\ude00"))
			.hasMessage("Größe 'ü' \ud83d\ude00");
	}

}
