package io.awscredentials.refresh;

import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;

/**
 * The state of one provider and every change of it: who is served, who waits, when the
 * source is asked, what becomes of its answer.
 */
final class RefreshEngine {

	private final String name;

	private final CredentialsSource source;

	private final RefreshPolicy policy;

	private final RefreshScheduler scheduler;

	private final InstantSource clock;

	private final RefreshReporter reporter;

	private final RefreshScheduler.Task task = new RefreshScheduler.Task(this::wake);

	private final LongAdder servedStale = new LongAdder();

	// Read without a lock; changes together with the fields below, under this lock.
	private volatile Snapshot snapshot = Snapshot.INITIAL;

	private @Nullable Flight flight;

	private boolean closed;

	RefreshEngine(String name, CredentialsSource source, RefreshPolicy policy, RefreshScheduler scheduler,
			RefreshListener listener) {
		this.name = name;
		this.source = source;
		this.policy = policy;
		this.scheduler = scheduler;
		this.clock = scheduler.clock();
		this.reporter = new RefreshReporter(listener);
	}

	String name() {
		return this.name;
	}

	RefreshScheduler scheduler() {
		return this.scheduler;
	}

	/**
	 * Return what a caller gets without waiting.
	 * @return the credentials, or {@code null} if the caller has to {@link #board()}
	 */
	@Nullable Credentials atOnce() {
		Snapshot current = this.snapshot;
		long now = this.clock.millis();
		Holding holding = current.holding;
		if (holding != null && now < current.freshUntil) {
			return holding.credentials();
		}
		Credentials credentials = served(current.atOnce(now), current);
		if (credentials != null && now >= current.lateAt) {
			startRefresh(current);
		}
		return credentials;
	}

	private @Nullable Credentials served(@Nullable Credentials credentials, Snapshot current) {
		if (credentials != null && current.trouble != null) {
			this.servedStale.increment();
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
			long now = this.clock.millis();
			Credentials credentials = served(current.atOnce(now), current);
			if (credentials != null) {
				return Flight.over(credentials);
			}
			checkOpen();
			Trouble trouble = current.trouble;
			// A listener that is told of a failure must not cause the next one and so on.
			if (trouble != null && (trouble.backingOff(now) || this.reporter.tellsOnThisThread())) {
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
		Credentials credentials = this.snapshot.afterFailure(this.clock.millis(), failure);
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
		Flight started;
		synchronized (this) {
			if (this.snapshot != expected || this.flight != null || this.closed) {
				return;
			}
			started = joinFlight(this.clock.millis());
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
			joined = joinFlight(this.clock.millis());
		}
		return launch(joined);
	}

	synchronized void invalidate(Credentials rejected) {
		Snapshot current = this.snapshot;
		long now = this.clock.millis();
		if (!this.closed && current.holding != null && current.holding.rejectable(rejected, now)) {
			this.snapshot = current.rejected(now);
			scheduleNext();
		}
	}

	RefreshStatus status() {
		return status(this.snapshot, this.clock.millis());
	}

	private RefreshStatus status(Snapshot current, long now) {
		return RefreshStatus.of(this.name, this.source, this.policy, current, now, this.servedStale.sum());
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
				this.scheduler.execute(() -> run(joined));
			}
			catch (Throwable ex) {
				settle(joined, Retrieval.notStarted(ex, this.source, this.clock));
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
			retrieval = Retrieval.from(this.source, this.clock);
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
				after = before.after(this.name, retrieval, this.policy, this.scheduler);
				this.snapshot = after;
				scheduleNext();
			}
			this.reporter.settled(before, retrieval, status(after, retrieval.at()));
		}
		finally {
			ended.end(retrieval);
		}
	}

	/**
	 * Called by the scheduler when a refresh or the expiry is due.
	 */
	private void wake() {
		Snapshot expired = null;
		Flight started = null;
		synchronized (this) {
			if (this.closed) {
				return;
			}
			long now = this.clock.millis();
			if (this.snapshot.expiryToTell(now)) {
				expired = this.snapshot.withExpiryTold();
				this.snapshot = expired;
			}
			if (this.flight == null && this.snapshot.dueAt(now)) {
				started = joinFlight(now);
			}
			scheduleNext();
		}
		if (expired != null) {
			tellExpiry(expired);
		}
		if (started != null) {
			launch(started);
		}
	}

	private void tellExpiry(Snapshot expired) {
		long now = this.clock.millis();
		this.reporter.expired(() -> status(expired, now), this.scheduler);
	}

	private void scheduleNext() {
		this.scheduler.schedule(this.task, this.snapshot.wakeAt(this.flight == null));
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

	private CredentialsException closedFailure() {
		return failure(CredentialsErrorCode.NOT_FOUND, "Provider '" + this.name + "' has been closed")
			.withAdvice("Do not use a provider after the application context it belongs to has been closed");
	}

	CredentialsException failure(CredentialsErrorCode code, String message) {
		return new CredentialsException(code, Retrieval.name(this.source), message);
	}

}
