package io.awscredentials.mfa;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import org.jspecify.annotations.Nullable;

/**
 * Asks an {@link MfaTokenProvider} that may take its time, since a person answers, on a
 * thread of its own. What is not answered within two seconds is pending: whoever wants
 * credentials is told so at once, and the answer starts the refresh. A code that comes
 * another way, from the actuator for example, ends the question. Thread-safe.
 */
public final class AskingMfaTokenProvider implements MfaTokenProvider, AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** A person who got it wrong so often is not asked again before somebody wants to. */
	private static final int MAX_ATTEMPTS = 3;

	private final MfaTokenProvider delegate;

	private final PendingMfaTokenProvider pending;

	private final Duration patience;

	private final Map<String, MfaQuestion> questions = new HashMap<>();

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
			end(challenge.provider());
			return code;
		}
		catch (CredentialsException required) {
			MfaQuestion question = ask(challenge, true);
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
		if (next.attempt() <= MAX_ATTEMPTS) {
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
		MfaQuestion question = this.questions.get(providerName);
		return (question == null || question.used().isDone()) ? null : question.used().copy();
	}

	/**
	 * Ask, unless somebody is being asked already.
	 * @param challenge what to ask
	 * @param awaited whether the answer is waited for
	 * @return the question if it is new
	 */
	private synchronized @Nullable MfaQuestion ask(MfaChallenge challenge, boolean awaited) {
		MfaQuestion last = this.questions.get(challenge.provider());
		if (this.closed || (last != null && last.isOpen())) {
			return null;
		}
		MfaQuestion question = new MfaQuestion(challenge, this.delegate, this.pending, awaited);
		this.questions.put(challenge.provider(), question);
		question.start();
		return question;
	}

	private synchronized void end(String providerName) {
		MfaQuestion question = this.questions.get(providerName);
		if (question != null && question.isOpen()) {
			question.cancel();
		}
	}

	@Override
	public void close() {
		List<MfaQuestion> open;
		synchronized (this) {
			this.closed = true;
			open = List.copyOf(this.questions.values());
		}
		open.forEach(MfaQuestion::cancel);
		try {
			for (MfaQuestion question : open) {
				question.join();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
