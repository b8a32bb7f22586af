package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.SignInChallenge;
import io.awscredentials.refresh.RefreshStatus.Failure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listener what happens, and the log what a person should know: the first
 * credentials, those that are somebody else's, a failure when it is news, and its end.
 */
final class RefreshReporter {

	private static final Log logger = LogFactory.getLog(RefreshingCredentialsProvider.class);

	private final RefreshListener listener;

	/** The source of the present credentials. */
	private @Nullable String source;

	RefreshReporter(RefreshListener listener) {
		this.listener = listener;
	}

	/**
	 * Report the end of a retrieval.
	 * @param before the state before
	 * @param retrieval the outcome
	 * @param status the status after
	 */
	void settled(Snapshot before, Retrieval retrieval, RefreshStatus status) {
		CredentialsException failure = retrieval.failure();
		if (failure == null && status.refreshes() == before.refreshes) {
			// The source was looked at again and has nothing new.
			return;
		}
		if (failure == null) {
			CredentialsChange change = change(before.cached, retrieval.credentials(), status);
			logRefreshed(status, before.failure, retrieval.took(), change);
			tell((listener) -> listener.refreshed(status, retrieval.took(), change));
			return;
		}
		if (before.failure != null && before.failure.saysAsMuchAs(failure)) {
			return;
		}
		if (RefreshFailure.awaitsPerson(failure, status.provider())) {
			logAwaitsPerson(status, failure);
		}
		else {
			logFailed(status, failure, before.lastFailure, before.state(retrieval.at()));
			tell((listener) -> listener.refreshFailed(status, failure, retrieval.took()));
		}
		MfaChallenge challenge = failure.mfaChallenge();
		// A challenge of the provider that this one starts from is told by that one.
		if (challenge != null && challenge.provider().equals(status.provider())) {
			tell((listener) -> listener.mfaRequired(status, challenge));
		}
		SignInChallenge signIn = failure.signInChallenge();
		if (signIn != null) {
			tell((listener) -> listener.signInRequired(status, signIn));
		}
	}

	/**
	 * Report that credentials have expired.
	 * @param status the status after
	 */
	void expired(RefreshStatus status) {
		logExpired(status);
		tell((listener) -> listener.expired(status));
	}

	/** A role that is known only at run time is always the same one. */
	private @Nullable CredentialsChange change(@Nullable CachedCredentials cached, @Nullable Credentials now,
			RefreshStatus status) {
		if (status.runtimeRole()) {
			return null;
		}
		String previousSource = this.source;
		this.source = status.source();
		if (cached == null || now == null || previousSource == null) {
			return null;
		}
		Credentials before = cached.credentials();
		boolean otherAccount = before.accountId() != null && now.accountId() != null
				&& !before.accountId().equals(now.accountId());
		boolean otherKey = isLongLived(before) && isLongLived(now) && !cached.sameKey(now);
		boolean changed = otherAccount || otherKey || !previousSource.equals(this.source);
		return (changed) ? new CredentialsChange(previousSource, before.maskedAccessKeyId(), before.accountId()) : null;
	}

	private static boolean isLongLived(Credentials credentials) {
		return credentials.sessionToken() == null && credentials.expiration() == null;
	}

	private void tell(Consumer<RefreshListener> event) {
		try {
			event.accept(this.listener);
		}
		catch (Throwable ex) {
			logger.warn("Listener " + this.listener.getClass().getName() + " failed", ex);
		}
	}

	private void logRefreshed(RefreshStatus status, @Nullable RefreshFailure overcome, Duration took,
			@Nullable CredentialsChange change) {
		// The first credentials of each of a thousand tenants are no news.
		boolean news = overcome != null || change != null || (status.refreshes() == 1 && !status.runtimeRole());
		if (!news && !logger.isDebugEnabled()) {
			return;
		}
		String text = "Credentials of provider '" + status.provider() + "' from " + status.source() + ": "
				+ status.accessKeyId() + text(", account ", status.accountId()) + text(", ", status.arn())
				+ text(", expire at ", status.expiration()) + text(", next refresh at ", status.nextRefresh())
				+ ((overcome != null && overcome.consecutive() > 0) ? ", after failures" : "")
				+ text(", in place of ", change) + " (took " + took.toMillis() + " ms)";
		if (news) {
			logger.info(text);
		}
		else {
			logger.debug(text);
		}
	}

	private void logFailed(RefreshStatus status, CredentialsException failure, @Nullable Failure previous,
			RefreshState previousState) {
		boolean news = status.state() != previousState || previous == null || previous.code() != failure.code();
		if (!news && !logger.isDebugEnabled()) {
			return;
		}
		String text = "Credential refresh failed for provider '" + status.provider() + "', [" + failure.code() + "] "
				+ failure.source() + ": " + sentence(failure.getMessage()) + " " + sentence(failure.advice()) + " "
				+ consequence(status);
		if (!news) {
			logger.debug(text);
		}
		else if (failure.getCause() != null && !(failure.getCause() instanceof CredentialsException)
				&& logger.isDebugEnabled()) {
			logger.warn(text, failure);
		}
		else {
			logger.warn(text);
		}
	}

	private static void logAwaitsPerson(RefreshStatus status, CredentialsException failure) {
		SignInChallenge signIn = failure.signInChallenge();
		String person = (signIn == null) ? "to give an MFA code. " : "to sign in: open " + signIn.link()
				+ " and confirm the code " + signIn.userCode() + text(", before ", signIn.expiresAt()) + ". ";
		logger.info("Provider '" + status.provider() + "' waits for a person " + person + sentence(failure.getMessage())
				+ " " + consequence(status));
	}

	private static String consequence(RefreshStatus status) {
		String next = text(", next attempt at ", status.nextRefresh());
		return switch (status.state()) {
			case STALE ->
				"The present credentials are served" + text(" until they expire at ", status.expiration()) + next;
			case EXTENDED -> "The expired credentials are served on" + next;
			case AWAITING_MFA, AWAITING_SIGN_IN -> (status.valid()) ? "The present credentials are served until then"
					: "There are no credentials until then";
			default -> "There are no valid credentials" + next;
		};
	}

	private void logExpired(RefreshStatus status) {
		logger.warn("Credentials of provider '" + status.provider() + "' expired at " + status.expiration()
				+ ((status.state() == RefreshState.EXTENDED) ? " and are served on" : "") + reason(status)
				+ text(" Next attempt at ", status.nextRefresh()));
	}

	private static String reason(RefreshStatus status) {
		Failure failure = status.presentFailure();
		if (failure != null) {
			return ", since refreshes fail: [" + failure.code() + "] " + sentence(failure.message()) + " "
					+ sentence(failure.advice());
		}
		return switch (status.state()) {
			case AWAITING_MFA -> ", since no person has given an MFA code.";
			case AWAITING_SIGN_IN -> ", since no person has signed in.";
			default -> ".";
		};
	}

	/**
	 * End a text with a full stop: messages have none of their own, but the words of
	 * others in them may.
	 */
	private static String sentence(String text) {
		return (text.endsWith(".")) ? text : text + ".";
	}

	private static String text(String label, @Nullable Object value) {
		if (value == null) {
			return "";
		}
		return label + ((value instanceof Instant instant) ? Instant.ofEpochSecond(instant.getEpochSecond()) : value);
	}

}
