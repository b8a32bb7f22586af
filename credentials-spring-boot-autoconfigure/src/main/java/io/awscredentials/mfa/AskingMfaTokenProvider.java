package io.awscredentials.mfa;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks an {@link MfaTokenProvider} that may take its time, since a person answers, on a
 * thread of its own. What is not answered within two seconds is pending: whoever wants
 * credentials is told so at once, and the answer starts the refresh. A code that comes
 * another way, from the actuator for example, ends the question. Thread-safe.
 *
 * @hidden
 */
public final class AskingMfaTokenProvider implements MfaTokenProvider, AutoCloseable {

	private static final Log logger = LogFactory.getLog(AskingMfaTokenProvider.class);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final long JOIN_TIMEOUT = 1_000;

	private final MfaTokenProvider delegate;

	private final PendingMfaTokenProvider pending;

	private final Duration patience;

	private final Map<String, Question> questions = new HashMap<>();

	private boolean closed;

	/**
	 * Create a new instance.
	 * @param delegate is asked, and may block until its thread is interrupted
	 * @param pending takes the answers
	 */
	public AskingMfaTokenProvider(MfaTokenProvider delegate, PendingMfaTokenProvider pending) {
		this(delegate, pending, PATIENCE);
	}

	AskingMfaTokenProvider(MfaTokenProvider delegate, PendingMfaTokenProvider pending, Duration patience) {
		this.delegate = delegate;
		this.pending = pending;
		this.patience = patience;
	}

	@Override
	public String tokenCode(MfaChallenge challenge) {
		try {
			String code = this.pending.tokenCode(challenge);
			withdraw(challenge.provider());
			return code;
		}
		catch (CredentialsException required) {
			Question question = ask(challenge);
			String code = (question != null) ? question.await(this.patience) : null;
			if (code == null) {
				throw required;
			}
			this.pending.answered(challenge.provider());
			return code;
		}
	}

	@Override
	public void refused(MfaChallenge next) {
		this.pending.refused(next);
		this.delegate.refused(next);
		Question question = (next.pause().isZero()) ? ask(next) : null;
		if (question != null) {
			question.submitAnswer();
		}
	}

	/**
	 * Return whether somebody is being asked for a code, or the code is being used.
	 * @param providerName the name of the provider the code is for
	 * @return a future that completes once the code has been used, well or not, and
	 * exceptionally if there is none; or {@code null} if nobody is being asked
	 */
	public synchronized @Nullable CompletableFuture<?> asking(String providerName) {
		Question question = this.questions.get(providerName);
		return (question == null || question.used.isDone()) ? null : question.used.copy();
	}

	/**
	 * Ask, unless somebody is being asked already.
	 * @param challenge what to ask
	 * @return the question if it is new
	 */
	private synchronized @Nullable Question ask(MfaChallenge challenge) {
		Question last = this.questions.get(challenge.provider());
		if (this.closed || (last != null && !last.answer.isDone())) {
			return null;
		}
		Question question = new Question(challenge);
		this.questions.put(challenge.provider(), question);
		question.thread.start();
		return question;
	}

	private synchronized void withdraw(String providerName) {
		Question question = this.questions.get(providerName);
		if (question != null) {
			question.withdraw();
		}
	}

	@Override
	public void close() {
		List<Question> all;
		synchronized (this) {
			this.closed = true;
			all = List.copyOf(this.questions.values());
		}
		all.forEach(Question::withdraw);
		try {
			for (Question question : all) {
				question.thread.join(JOIN_TIMEOUT);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** A question to a person, on a thread that ends with it. */
	private final class Question {

		private final MfaChallenge challenge;

		private final Thread thread;

		/** The code, or {@code null} if the question was withdrawn. */
		private final CompletableFuture<@Nullable String> answer = new CompletableFuture<>();

		private volatile CompletableFuture<?> used = this.answer;

		private Question(MfaChallenge challenge) {
			this.challenge = challenge;
			this.thread = new Thread(this::ask, "aws-credentials-mfa-" + challenge.provider());
			this.thread.setDaemon(true);
		}

		private void ask() {
			try {
				String code = AskingMfaTokenProvider.this.delegate.tokenCode(this.challenge);
				this.answer.complete(Objects.requireNonNullElse(code, ""));
			}
			catch (Throwable ex) {
				this.answer.completeExceptionally(ex);
			}
		}

		private void withdraw() {
			if (this.answer.complete(null)) {
				this.thread.interrupt();
			}
		}

		/**
		 * Wait for the answer.
		 * @param patience how long to wait
		 * @return the answer, or {@code null} if it is submitted when it comes
		 */
		private @Nullable String await(Duration patience) {
			try {
				return this.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (ExecutionException ex) {
				throw (ex.getCause() instanceof RuntimeException cause) ? cause
						: new IllegalStateException(ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			catch (TimeoutException ex) {
				// A person takes longer.
			}
			submitAnswer();
			return null;
		}

		private void submitAnswer() {
			String provider = this.challenge.provider();
			this.used = this.answer
				.thenCompose((code) -> (code != null)
						? AskingMfaTokenProvider.this.pending.submit(provider, code).thenApply((ended) -> code)
						: this.answer)
				.whenComplete((ended, failure) -> {
					if (failure != null) {
						// Nobody is there to be told but the log.
						logger.warn("There was no MFA code for provider '" + provider + "': " + reason(failure));
					}
				});
		}

		private static String reason(Throwable failure) {
			Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
			return (cause instanceof CredentialsException) ? String.valueOf(cause.getMessage())
					: cause.getClass().getName();
		}

	}

}
