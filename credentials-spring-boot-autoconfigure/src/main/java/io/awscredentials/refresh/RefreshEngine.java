package io.awscredentials.refresh;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;

/**
 * The state of one provider and every change of it: who is served, who waits, when the
 * source is asked, what becomes of its answer.
 */
final class RefreshEngine extends RefreshSubject {

	private final int point;

	// Read without a lock; changes together with the fields below, under this lock.
	private volatile Snapshot snapshot = Snapshot.INITIAL;

	private @Nullable Flight flight;

	private boolean closed;

	RefreshEngine(String name, CredentialsSource source, RefreshContext context) {
		super(name, source, context);
		this.point = context.scheduler().nextPoint();
	}

	/**
	 * Return what a caller gets without waiting.
	 * @return the credentials, or {@code null} if the caller has to {@link #board()}
	 */
	@Nullable Credentials atOnce() {
		Snapshot current = this.snapshot;
		long now = context().clock().millis();
		RuntimeRole role = role();
		if (role != null) {
			role.used(now);
		}
		Credentials fresh = current.fresh(now);
		if (fresh != null) {
			return fresh;
		}
		Credentials credentials = served(current.atOnce(now), current);
		if (credentials != null && now >= current.lateAt) {
			startRefresh(current);
		}
		return credentials;
	}

	/**
	 * Return the flight a caller waits for: the one under way, or a new one.
	 * @return the flight, which may be over
	 * @throws CredentialsException if there is nothing to wait for
	 */
	Flight board() {
		Flight boarded;
		synchronized (this) {
			Snapshot current = this.snapshot;
			long now = context().clock().millis();
			Credentials credentials = served(current.atOnce(now), current);
			if (credentials != null) {
				return Flight.over(credentials);
			}
			checkOpen();
			Trouble trouble = current.trouble;
			// A listener that is told of a failure must not cause the next one and so on.
			if (trouble != null && (trouble.backingOff(now) || isTelling())) {
				throw trouble.failure().copy();
			}
			boarded = joinFlight(now);
		}
		return launch(boarded);
	}

	/**
	 * Return what a caller gets who waited in vain.
	 * @param failure what the caller waited for failed with
	 * @return the credentials there are
	 * @throws CredentialsException if there are none to be served
	 */
	Credentials afterFailure(CredentialsException failure) {
		Credentials credentials = this.snapshot.afterFailure(context().clock().millis(), failure);
		if (credentials == null) {
			throw failure.copy();
		}
		servedStale().increment();
		return credentials;
	}

	/**
	 * Start a refresh in the background if no other one is under way.
	 * @param expected the state which calls for it
	 */
	void startRefresh(Snapshot expected) {
		Flight started;
		synchronized (this) {
			if (this.snapshot != expected || this.flight != null || this.closed) {
				return;
			}
			started = joinFlight(context().clock().millis());
		}
		launch(started);
	}

	/**
	 * Retrieve now, or join the retrieval that is under way.
	 * @return the flight
	 * @throws CredentialsException if this engine is closed
	 */
	Flight refresh() {
		Flight joined;
		synchronized (this) {
			checkOpen();
			joined = joinFlight(context().clock().millis());
		}
		return launch(joined);
	}

	synchronized void invalidate(Credentials rejected) {
		Snapshot current = this.snapshot;
		long now = context().clock().millis();
		if (!this.closed && current.holding != null && current.holding.rejectable(rejected, now)) {
			this.snapshot = current.rejected(now);
			scheduleNext();
		}
	}

	RefreshStatus status() {
		return status(this.snapshot, context().clock().millis());
	}

	private Flight joinFlight(long now) {
		Flight joined = this.flight;
		if (joined == null) {
			joined = new Flight();
			this.flight = joined;
			this.snapshot = this.snapshot.underWay(now);
		}
		return joined;
	}

	private Flight launch(Flight joined) {
		if (joined.claim()) {
			try {
				context().scheduler().execute(() -> run(joined));
			}
			catch (Throwable ex) {
				settle(joined, Retrieval.notStarted(ex, source(), context().clock()));
			}
		}
		return joined;
	}

	/**
	 * Run a flight on this thread, unless another thread does or did.
	 * @param started the flight
	 */
	void run(Flight started) {
		if (!started.enter()) {
			return;
		}
		Retrieval retrieval;
		try {
			retrieval = Retrieval.from(source(), context().clock());
		}
		finally {
			started.leave();
		}
		settle(started, retrieval);
	}

	private void settle(Flight ended, Retrieval retrieval) {
		try {
			Snapshot before;
			Snapshot after;
			synchronized (this) {
				if (this.flight != ended) {
					return;
				}
				this.flight = null;
				before = this.snapshot;
				after = before.after(name(), retrieval, context().policy(), context().scheduler(), this.point);
				if (after.trouble != null) {
					servedStale();
				}
				this.snapshot = after;
				scheduleNext();
			}
			report((reporter) -> reporter.settled(before, retrieval, status(after, retrieval.at())));
		}
		finally {
			ended.end(retrieval);
		}
	}

	/**
	 * Called by the scheduler when a refresh or the expiry is due, or when it is time to
	 * see whether anybody still uses the credentials.
	 */
	@Override
	void wake() {
		Snapshot expired = null;
		Flight started = null;
		RuntimeRole role = role();
		boolean idle;
		synchronized (this) {
			long now = context().clock().millis();
			idle = role != null && this.flight == null && role.idle(now);
			if (this.closed) {
				return;
			}
			if (!idle) {
				if (this.snapshot.expiryToTell(now)) {
					expired = this.snapshot.withExpiryTold();
					this.snapshot = expired;
				}
				if (this.flight == null && this.snapshot.dueAt(now)
						&& (role == null || role.refreshes(this.snapshot))) {
					started = joinFlight(now);
				}
				scheduleNext();
			}
		}
		if (role != null && idle) {
			role.forget();
		}
		if (expired != null) {
			tellExpiry(expired);
		}
		if (started != null) {
			launch(started);
		}
	}

	private void scheduleNext() {
		boolean idle = this.flight == null;
		RuntimeRole role = role();
		long at = (role != null && idle && !this.closed) ? role.wakeAt(this.snapshot, context().clock().millis())
				: this.snapshot.wakeAt(idle);
		context().scheduler().schedule(this, at);
	}

	/**
	 * See from now on whether anybody uses the credentials.
	 */
	synchronized void watch() {
		scheduleNext();
	}

	/**
	 * Do nothing more before somebody asks for credentials again that need a refresh.
	 */
	synchronized void rest() {
		context().scheduler().schedule(this, Snapshot.NEVER);
	}

	void close() {
		Flight ended;
		synchronized (this) {
			this.closed = true;
			ended = this.flight;
			this.flight = null;
			this.snapshot = this.snapshot.closed();
			scheduleNext();
		}
		if (ended != null) {
			ended.abandon(closedFailure());
		}
	}

	private void checkOpen() {
		if (this.closed) {
			throw closedFailure();
		}
	}

}
