package io.awscredentials.mfa;

import java.time.Duration;
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
 * A question to a person, on a thread of its own that ends with it. The answer goes to
 * who waits for it, or, once nobody does, to the pending ones.
 */
final class MfaQuestion {

	private static final Log logger = LogFactory.getLog(AskingMfaTokenProvider.class);

	private static final long JOIN_TIMEOUT = 1_000;

	private final MfaChallenge challenge;

	private final MfaTokenProvider delegate;

	private final PendingMfaTokenProvider pending;

	private final Thread thread;

	private final CompletableFuture<String> answer = new CompletableFuture<>();

	private final CompletableFuture<Void> used = new CompletableFuture<>();

	private boolean awaited;

	private boolean cancelled;

	MfaQuestion(MfaChallenge challenge, MfaTokenProvider delegate, PendingMfaTokenProvider pending, boolean awaited) {
		this.challenge = challenge;
		this.delegate = delegate;
		this.pending = pending;
		this.awaited = awaited;
		this.thread = new Thread(this::run, "aws-credentials-mfa-" + challenge.provider());
		this.thread.setDaemon(true);
	}

	/**
	 * Return the future that completes once the answer has been used, exceptionally if
	 * there is none.
	 * @return the future
	 */
	CompletableFuture<Void> used() {
		return this.used;
	}

	/**
	 * Return whether the answer is still to come.
	 * @return whether somebody is being asked
	 */
	synchronized boolean isOpen() {
		return !this.answer.isDone() && !this.cancelled;
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		try {
			answered(this.delegate.tokenCode(this.challenge));
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private void answered(String code) {
		PendingMfaTokenProvider.Answer late;
		synchronized (this) {
			boolean wanted = !this.awaited && !this.cancelled;
			late = (wanted) ? this.pending.store(this.challenge.provider(), code) : null;
			this.answer.complete(code);
		}
		if (late != null) {
			this.pending.use(this.challenge.provider(), late).thenRun(() -> this.used.complete(null));
		}
		else {
			this.used.complete(null);
		}
	}

	private void failed(Throwable ex) {
		boolean wanted;
		synchronized (this) {
			wanted = !this.awaited && !this.cancelled;
			this.answer.completeExceptionally(ex);
		}
		this.used.completeExceptionally(ex);
		if (wanted) {
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
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * Wait no longer.
	 * @return the answer, if it has come at the last moment
	 */
	private synchronized @Nullable String leave() {
		this.awaited = false;
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
