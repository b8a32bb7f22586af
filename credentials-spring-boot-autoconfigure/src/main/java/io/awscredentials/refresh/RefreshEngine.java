package io.awscredentials.refresh;

import java.util.concurrent.atomic.LongAdder;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;

/**
 * The state of one provider and every change of it: who is served, who waits, when the
 * source is asked, what becomes of its answer. A retrieval that is given up is a failure.
 * <pre>
 * state           event            next state          who is served           next retrieval
 * INITIAL         call, start()    INITIAL             callers wait            now
 * any             success          VALID               all: new set            in its prefetch window
 * INITIAL, FAILED passing failure  FAILED              none for 0.5 s to 30 s  in 10-30 s
 * VALID, STALE    failure          STALE               all: valid set          in 5-10 min, 1/4 of life left
 * VALID, STALE    little life left same                wait; if STALE, as is   now; if STALE, as planned
 * EXPIRED, EXTENDED passing failure EXTENDED if allowed all: old set; or none  in 10-30 s
 * none is valid   lasting failure  EXPIRED, FAILED     none for 1-5 s          in 10-30 s
 * any             challenge        AWAITING_MFA        all while valid         when it is answered
 * any             sign-in          AWAITING_SIGN_IN    all while valid         when the source says
 * has a set       invalidate()     EXPIRED             callers wait            now, or in 1 s
 * any             close()          same                all while valid         never
 * </pre>
 */
final class RefreshEngine implements RetrievalRunner.Settlement {

	private final CredentialsSource source;

	private final RefreshContext context;

	private final int point;

	private final ScheduledTask task = new ScheduledTask(this::wake);

	private final RetrievalRunner runner;

	private final RefreshEvents events;

	private final Usage usage;

	private final LongAdder servedStale;

	// Read without a lock; changes together with the fields below, under this lock.
	private volatile Snapshot snapshot = Snapshot.INITIAL;

	private volatile @Nullable Flight flight;

	private boolean closed;

	RefreshEngine(String name, CredentialsSource source, RefreshContext context, Usage usage) {
		this.source = source;
		this.context = context;
		this.point = context.scheduler().jitter().nextPoint();
		this.runner = new RetrievalRunner(name, source, context, this);
		this.events = new RefreshEvents(context);
		this.usage = usage;
		this.servedStale = usage.servedStale();
		if (usage != Usage.ALWAYS) {
			scheduleNext(now());
		}
	}

	RetrievalRunner runner() {
		return this.runner;
	}

	/**
	 * Return what a caller gets without waiting.
	 * @return the credentials, or {@code null} if the caller has to {@link #join()}
	 */
	@Nullable Credentials peek() {
		Snapshot current = this.snapshot;
		long now = now();
		this.usage.used(now);
		Credentials fresh = current.fresh(now);
		if (fresh != null) {
			return fresh;
		}
		Credentials credentials = served(current.peek(now), current);
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
	Flight join() {
		long now = now();
		Flight joined = null;
		RefreshFailure failure;
		synchronized (this) {
			Snapshot current = this.snapshot;
			Credentials credentials = served(current.peek(now), current);
			if (credentials != null) {
				return Flight.over(this.context.scheduler(), credentials);
			}
			failure = (this.closed) ? null : current.failure;
			if (!this.closed && (failure == null || !failure.backingOff(now))) {
				joined = joinFlight(now, RefreshTrigger.CALLER);
			}
		}
		if (joined != null) {
			return this.runner.launch(joined);
		}
		throw (failure != null) ? failure.exception().copy() : this.runner.closedFailure();
	}

	/**
	 * Return what a caller gets who waited in vain.
	 * @param failure what the caller waited for failed with
	 * @return the credentials there are
	 * @throws CredentialsException if there are none to be served
	 */
	Credentials afterFailure(CredentialsException failure) {
		Credentials credentials = this.snapshot.afterFailure(now(), failure);
		if (credentials == null) {
			throw failure.copy();
		}
		this.servedStale.increment();
		return credentials;
	}

	/**
	 * Start a refresh in the background if no other one is under way.
	 * @param expected the state which calls for it
	 */
	void startRefresh(Snapshot expected) {
		long now = now();
		Flight started;
		synchronized (this) {
			if (this.snapshot != expected || this.flight != null || this.closed) {
				return;
			}
			started = joinFlight(now, RefreshTrigger.CALLER);
		}
		this.runner.launch(started);
	}

	/**
	 * Retrieve now, or join the retrieval that is under way.
	 * @return the flight
	 * @throws CredentialsException if this engine is closed
	 */
	Flight refresh() {
		long now = now();
		Flight joined;
		synchronized (this) {
			joined = (this.closed) ? null : joinFlight(now, RefreshTrigger.REQUEST);
		}
		if (joined == null) {
			throw this.runner.closedFailure();
		}
		return this.runner.launch(joined);
	}

	void invalidate(Credentials rejected) {
		long now = now();
		synchronized (this) {
			Snapshot current = this.snapshot;
			if (!this.closed && current.cached != null && current.cached.rejectable(rejected, now)) {
				this.snapshot = current.rejected(now);
				scheduleNext(now);
			}
		}
	}

	RefreshStatus status() {
		return status(this.snapshot, now(), this.flight);
	}

	private RefreshStatus status(Snapshot current, long now, @Nullable Flight underWay) {
		return RefreshStatus.of(this.runner.provider(), this.source, current, now, this.servedStale.sum(), underWay,
				this.usage != Usage.ALWAYS);
	}

	private Flight joinFlight(long now, RefreshTrigger trigger) {
		Flight joined = this.flight;
		if (joined == null) {
			joined = this.runner.newFlight(now, trigger);
			this.flight = joined;
			this.snapshot = this.snapshot.underWay(now);
		}
		return joined;
	}

	// The state is changed first, then those who wait are released, then the listener is
	// told.
	@Override
	public boolean settle(Flight ended, Retrieval retrieval) {
		synchronized (this) {
			if (this.flight != ended) {
				return false;
			}
			this.flight = null;
			Snapshot before = this.snapshot;
			Snapshot after = before.after(this.runner.provider(), retrieval, this.context, this.point);
			this.snapshot = after;
			scheduleNext(retrieval.at());
			this.events.add((reporter) -> reporter.settled(before, retrieval, status(after, retrieval.at(), null)));
		}
		ended.end(retrieval);
		this.events.tell();
		return true;
	}

	/**
	 * Called by the scheduler when a refresh or the expiry is due, or when it is time to
	 * see whether anybody still uses the credentials.
	 */
	private void wake() {
		long now = now();
		boolean idle;
		Flight started = null;
		synchronized (this) {
			idle = this.flight == null && this.usage.idle(now);
			if (!this.closed && !idle) {
				if (this.snapshot.expiryToTell(now)) {
					Snapshot expired = this.snapshot.withExpiryTold();
					this.snapshot = expired;
					this.events.add((reporter) -> reporter.expired(status(expired, now, null)));
				}
				if (this.flight == null && refreshesInBackground() && this.snapshot.dueAt(now)) {
					started = joinFlight(now, RefreshTrigger.SCHEDULE);
				}
				scheduleNext(now);
			}
		}
		if (idle) {
			this.usage.forget();
		}
		if (started != null) {
			this.runner.launch(started);
		}
		this.events.tell();
	}

	/**
	 * Return whether the scheduler refreshes. One in use now and then that never gave
	 * credentials, since the owner of a role took their trust back for example, is tried
	 * when somebody asks for it, and no more often.
	 */
	private boolean refreshesInBackground() {
		return this.usage == Usage.ALWAYS || this.snapshot.cached != null;
	}

	private void scheduleNext(long now) {
		boolean idle = this.flight == null;
		long at = (refreshesInBackground()) ? this.snapshot.wakeAt(idle) : Snapshot.NEVER;
		if (idle && !this.closed) {
			at = Math.min(at, this.usage.idleAt(now));
		}
		this.context.scheduler().schedule(this.task, at);
	}

	void pause() {
		this.context.scheduler().schedule(this.task, Snapshot.NEVER);
	}

	void close() {
		long now = now();
		Flight ended;
		synchronized (this) {
			this.closed = true;
			ended = this.flight;
			this.flight = null;
			this.snapshot = this.snapshot.closed();
			scheduleNext(now);
		}
		if (ended != null) {
			this.runner.abandon(ended);
		}
		this.usage.forget();
	}

	private @Nullable Credentials served(@Nullable Credentials credentials, Snapshot current) {
		if (credentials != null && current.failure != null) {
			this.servedStale.increment();
		}
		return credentials;
	}

	private long now() {
		return this.context.clock().millis();
	}

}
