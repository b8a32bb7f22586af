package io.awscredentials.mfa;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A question to a person, on a thread of its own that ends with it. The answer goes to
 * who waits for it, or, once nobody does, to the pending ones.
 */
final class MfaQuestion {

	private static final Log logger = LogFactory.getLog(AskingMfaTokenProvider.class);

	private static final long JOIN_TIMEOUT = 1_000;

	private final MfaChallenge challenge;

	private final MfaTokenProvider delegate;

	private final PendingMfaTokenProvider pending;

	private final Consumer<MfaQuestion> ended;

	private final Thread thread;

	private final CompletableFuture<String> answer = new CompletableFuture<>();

	private final CompletableFuture<Void> used = new CompletableFuture<>();

	private boolean left;

	private boolean cancelled;

	MfaQuestion(MfaChallenge challenge, MfaTokenProvider delegate, PendingMfaTokenProvider pending,
			Consumer<MfaQuestion> ended) {
		this.challenge = challenge;
		this.delegate = delegate;
		this.pending = pending;
		this.ended = ended;
		this.thread = new Thread(this::run, "aws-credentials-mfa-" + challenge.provider());
		this.thread.setDaemon(true);
	}

	MfaChallenge challenge() {
		return this.challenge;
	}

	/**
	 * Return the future that completes once the answer has been used, exceptionally if
	 * there is none.
	 * @return the future
	 */
	CompletableFuture<Void> used() {
		return this.used;
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		try {
			answered(this.delegate.tokenCode(this.challenge));
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
		finally {
			this.ended.accept(this);
		}
	}

	private void answered(String code) {
		boolean late;
		synchronized (this) {
			late = this.left && !this.cancelled;
			this.answer.complete(code);
		}
		if (late) {
			this.pending.submit(this.challenge.provider(), code).thenRun(() -> this.used.complete(null));
		}
		else {
			this.used.complete(null);
		}
	}

	private void failed(RuntimeException ex) {
		boolean late;
		synchronized (this) {
			late = this.left && !this.cancelled;
			this.answer.completeExceptionally(ex);
		}
		this.used.completeExceptionally(ex);
		if (late) {
			// Nobody is there to be told but the log.
			logger.warn("There was no MFA code for provider '" + this.challenge.provider() + "': "
					+ ((ex instanceof CredentialsException) ? ex.getMessage() : ex.getClass().getName()));
		}
	}

	/**
	 * Wait for the answer.
	 * @param patience how long to wait
	 * @return the answer, or {@code null} if it has not come, and will go to the pending
	 * ones
	 */
	@Nullable String await(Duration patience) {
		try {
			return this.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			return leave();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return leave();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex);
		}
	}

	/**
	 * Wait no longer.
	 * @return the answer, if it has come at the last moment
	 */
	synchronized @Nullable String leave() {
		this.left = true;
		return (this.answer.isDone() && !this.answer.isCompletedExceptionally()) ? this.answer.join() : null;
	}

	/**
	 * End the question: it has been answered another way, or nobody wants to know any
	 * more.
	 */
	void cancel() {
		synchronized (this) {
			this.cancelled = true;
		}
		this.used.complete(null);
		this.thread.interrupt();
	}

	void join() throws InterruptedException {
		this.thread.join(JOIN_TIMEOUT);
	}

}
