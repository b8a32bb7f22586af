package io.awscredentials.refresh;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is refreshed, and how it tells of itself. The engine is a task and this in one
 * object, since providers may be many.
 */
abstract class RefreshSubject extends ScheduledTask {

	private static final Log logger = LogFactory.getLog(RefreshEngine.class);

	private final String name;

	private final CredentialsSource source;

	private final RefreshContext context;

	// Set before the state is that first has callers served in spite of a failure.
	private @Nullable LongAdder servedStale;

	// Each thread looks for itself only: no order with other threads is needed.
	private @Nullable Thread teller;

	RefreshSubject(String name, CredentialsSource source, RefreshContext context) {
		this.name = name;
		this.source = source;
		this.context = context;
	}

	String name() {
		return this.name;
	}

	RefreshContext context() {
		return this.context;
	}

	/**
	 * Return the role that is known only at run time whose credentials these are.
	 * @return the role, or {@code null} if it is none
	 */
	@Nullable RuntimeRole role() {
		return (this.source instanceof RuntimeRole role) ? role : null;
	}

	CredentialsSource source() {
		return this.source;
	}

	@Nullable Credentials served(@Nullable Credentials credentials, Snapshot current) {
		LongAdder counter = this.servedStale;
		if (credentials != null && current.trouble != null && counter != null) {
			counter.increment();
		}
		return credentials;
	}

	final synchronized LongAdder servedStale() {
		LongAdder counter = this.servedStale;
		if (counter == null) {
			RuntimeRole role = role();
			counter = (role != null) ? role.servedStale() : new LongAdder();
			this.servedStale = counter;
		}
		return counter;
	}

	RefreshStatus status(Snapshot current, long now) {
		LongAdder counter = this.servedStale;
		return RefreshStatus.of(this.name, this.source, current, now, (counter != null) ? counter.sum() : 0);
	}

	void report(Consumer<RefreshReporter> event) {
		this.teller = Thread.currentThread();
		try {
			event.accept(new RefreshReporter(this.context.listener()));
		}
		finally {
			this.teller = null;
		}
	}

	/**
	 * Return whether this thread is telling the listener something just now.
	 * @return whether a listener is on the stack
	 */
	boolean isTelling() {
		return this.teller == Thread.currentThread();
	}

	void tellExpiry(Snapshot expired) {
		long now = this.context.clock().millis();
		try {
			this.context.scheduler().execute(() -> report((reporter) -> reporter.expired(status(expired, now))));
		}
		catch (Throwable ex) {
			logger.debug("Nobody is told of the expiry", ex);
		}
	}

	CredentialsException closedFailure() {
		return failure(CredentialsErrorCode.NOT_FOUND, "Provider '" + this.name + "' has been closed")
			.withAdvice("Do not use a provider after the application context it belongs to has been closed");
	}

	CredentialsException failure(CredentialsErrorCode code, String message) {
		return new CredentialsException(code, Retrieval.name(this.source), message);
	}

}
