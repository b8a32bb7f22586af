package io.awscredentials.mfa;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

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
			Question question = ask(challenge, true);
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
		if (next.pause().isZero()) {
			ask(next, false);
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
		return (question == null || question.ended.isDone()) ? null : question.ended.copy();
	}

	/**
	 * Ask, unless somebody is being asked already.
	 * @param challenge what to ask
	 * @param awaited whether the answer is waited for
	 * @return the question if it is new
	 */
	private synchronized @Nullable Question ask(MfaChallenge challenge, boolean awaited) {
		Question last = this.questions.get(challenge.provider());
		if (this.closed || (last != null && last.open.get())) {
			return null;
		}
		Question question = new Question(challenge, awaited);
		this.questions.put(challenge.provider(), question);
		question.thread.start();
		return question;
	}

	private synchronized void withdraw(String providerName) {
		Question question = this.questions.get(providerName);
		if (question != null) {
			question.cancel();
		}
	}

	@Override
	public void close() {
		List<Question> all;
		synchronized (this) {
			this.closed = true;
			all = List.copyOf(this.questions.values());
		}
		all.forEach(Question::cancel);
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
	private final class Question implements Runnable {

		private final MfaChallenge challenge;

		private final Thread thread;

		private final AtomicBoolean open = new AtomicBoolean(true);

		/** Brings the code to who waits for it, and {@code null} once nobody does. */
		private final CompletableFuture<@Nullable String> code = new CompletableFuture<>();

		private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

		private Question(MfaChallenge challenge, boolean awaited) {
			this.challenge = challenge;
			if (!awaited) {
				this.code.complete(null);
			}
			this.thread = new Thread(this, "aws-credentials-mfa-" + challenge.provider());
			this.thread.setDaemon(true);
		}

		@Override
		public void run() {
			String provider = this.challenge.provider();
			try {
				String answer = AskingMfaTokenProvider.this.delegate.tokenCode(this.challenge);
				if (this.open.getAndSet(false) && !this.code.complete(answer)) {
					AskingMfaTokenProvider.this.pending.submit(provider, answer).join();
				}
				this.ended.complete(null);
			}
			catch (Throwable ex) {
				if (!this.open.getAndSet(false)) {
					this.ended.complete(null);
					return;
				}
				if (!this.code.completeExceptionally(ex)) {
					// Nobody is there to be told but the log.
					logger.warn("There was no MFA code for provider '" + provider + "': "
							+ ((ex instanceof CredentialsException) ? ex.getMessage() : ex.getClass().getName()));
				}
				this.ended.completeExceptionally(ex);
			}
		}

		/**
		 * Wait for the answer.
		 * @param patience how long to wait
		 * @return the answer, or {@code null} if it is going to be submitted when it
		 * comes
		 */
		private @Nullable String await(Duration patience) {
			while (true) {
				try {
					return this.code.get(patience.toMillis(), TimeUnit.MILLISECONDS);
				}
				catch (TimeoutException ex) {
					this.code.complete(null);
				}
				catch (InterruptedException ex) {
					this.code.complete(null);
					Thread.currentThread().interrupt();
				}
				catch (ExecutionException ex) {
					throw (ex.getCause() instanceof RuntimeException cause) ? cause
							: new IllegalStateException(ex.getCause());
				}
			}
		}

		/** The code came another way, or nobody wants it any more. */
		private void cancel() {
			if (this.open.getAndSet(false)) {
				this.code.complete(null);
				this.thread.interrupt();
			}
		}

	}

}
