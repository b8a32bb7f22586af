package io.awscredentials.refresh;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.CredentialsSource.PastExpiry;
import io.awscredentials.refresh.RefreshPolicy.OnFailure;
import org.jspecify.annotations.Nullable;

/**
 * The state of one provider and every change of it: who is served, who waits, when the
 * source is asked, what becomes of its answer.
 */
final class RefreshEngine {

	/**
	 * How late the scheduler may be for its attempt to count as being on time. Callers
	 * are not to wait for each failing attempt in an outage, but they are to wait after
	 * the machine slept through the time of the attempt.
	 */
	private static final long ON_TIME = 1_000;

	private final String name;

	private final CredentialsSource source;

	private final RefreshPolicy policy;

	private final RefreshScheduler scheduler;

	private final InstantSource clock;

	private final RefreshReporter reporter;

	private final RefreshScheduler.Task task = new RefreshScheduler.Task(this::wake);

	// Read without a lock; changes together with the fields below, under this lock.
	private volatile Snapshot snapshot = Snapshot.INITIAL;

	private @Nullable Flight flight;

	private boolean closed;

	private long servedStale;

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

	String sourceName() {
		return this.source.name();
	}

	InstantSource clock() {
		return this.clock;
	}

	RefreshPolicy policy() {
		return this.policy;
	}

	RefreshScheduler scheduler() {
		return this.scheduler;
	}

	Snapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * Decide what a caller gets.
	 * @return credentials, or a flight to wait for
	 * @throws CredentialsException if the caller gets neither
	 */
	Boarding board() {
		Boarding boarding;
		synchronized (this) {
			boarding = decide(this.snapshot, this.clock.millis());
		}
		if (boarding.launch) {
			launch(boarding.flight());
		}
		return boarding;
	}

	private Boarding decide(Snapshot current, long now) {
		boolean valid = current.validAt(now);
		CredentialsException failure = current.failure;
		if (this.closed && !valid) {
			throw closedFailure();
		}
		boolean serve = valid && (this.closed || now < current.mandatoryAt);
		if (!serve && failure != null && (current.backingOff(now) || onTime(current, now))) {
			serve = valid || mayServeExpired(current);
			if (!serve && current.backingOff(now)) {
				throw failure.copy();
			}
		}
		if (serve) {
			this.servedStale += (failure != null) ? 1 : 0;
			boolean due = now >= current.refreshAt && !current.backingOff(now) && this.flight == null && !this.closed;
			return new Boarding(current.credentials, (due) ? newFlight(true) : null, due);
		}
		boolean start = this.flight == null;
		return new Boarding(null, (start) ? newFlight(false) : this.flight, start);
	}

	private boolean onTime(Snapshot current, long now) {
		long latest = current.nextRefreshAt + ON_TIME;
		return (this.flight != null) ? this.flight.background() && this.flight.startedAt() < latest : now < latest;
	}

	/**
	 * Return what a caller gets whose flight failed, or did not end in time.
	 * @param failure the failure
	 * @return the credentials there are
	 * @throws CredentialsException if there are none to be served
	 */
	synchronized Credentials afterFailure(CredentialsException failure) {
		Credentials credentials = this.snapshot.credentials;
		boolean serve = this.snapshot.validAt(this.clock.millis()) || (failure.retryable() && extendable());
		if (credentials == null || !serve) {
			throw failure.copy();
		}
		this.servedStale++;
		return credentials;
	}

	private boolean mayServeExpired(Snapshot current) {
		return current.credentials != null && current.failure != null && current.failure.retryable() && extendable();
	}

	private boolean extendable() {
		return this.policy.onFailure() == OnFailure.AUTO && this.source.pastExpiry() != PastExpiry.REFUSE;
	}

	void start() {
		Flight started = null;
		synchronized (this) {
			if (this.snapshot == Snapshot.INITIAL && this.flight == null && !this.closed) {
				started = newFlight(true);
			}
		}
		if (started != null) {
			launch(started);
		}
	}

	/**
	 * Retrieve now, or join the retrieval that is under way.
	 * @return the flight
	 * @throws CredentialsException if this engine is closed
	 */
	Flight refresh() {
		Flight joined;
		boolean started = false;
		synchronized (this) {
			if (this.closed) {
				throw closedFailure();
			}
			joined = this.flight;
			if (joined == null) {
				joined = newFlight(false);
				started = true;
			}
		}
		if (started) {
			launch(joined);
		}
		return joined;
	}

	synchronized void invalidate(Credentials rejected) {
		long now = this.clock.millis();
		if (this.snapshot.rejectable(rejected, now)) {
			this.snapshot = this.snapshot.rejected(now);
			scheduleNext();
		}
	}

	synchronized RefreshStatus status() {
		return Statuses.of(this.name, this.source, this.snapshot, this.clock.millis(), this.servedStale,
				mayServeExpired(this.snapshot));
	}

	private Flight newFlight(boolean background) {
		Flight started = new Flight(this.clock, background);
		this.flight = started;
		return started;
	}

	private void launch(Flight started) {
		try {
			this.scheduler.execute(() -> run(started));
		}
		catch (RuntimeException ex) {
			// The executor takes no more tasks: the application is closing.
			close();
		}
	}

	private void run(Flight started) {
		long start = System.nanoTime();
		Credentials credentials = null;
		CredentialsException failure = null;
		if (!started.enter()) {
			return;
		}
		try {
			credentials = Retrieval.check(this.source.retrieve(), this.source, this.clock);
		}
		catch (Throwable ex) {
			failure = Retrieval.failure(ex, this.source);
		}
		finally {
			started.leave();
		}
		settle(started, credentials, failure, Duration.ofNanos(System.nanoTime() - start));
	}

	private void settle(Flight ended, @Nullable Credentials credentials, @Nullable CredentialsException failure,
			Duration took) {
		Snapshot before;
		long now = this.clock.millis();
		synchronized (this) {
			if (this.flight != ended) {
				return;
			}
			before = this.snapshot;
			this.flight = null;
			this.snapshot = (credentials != null) ? before.refreshed(credentials, now, this.policy, this.scheduler)
					: before.failed(Objects.requireNonNull(failure), now, this.scheduler);
			scheduleNext();
		}
		RefreshStatus status = status();
		if (credentials != null) {
			this.reporter.refreshed(status, before, took);
			ended.future().complete(credentials);
		}
		else if (failure != null) {
			this.reporter.failed(status, failure, before, Statuses.state(before, now, mayServeExpired(before)), took);
			ended.future().completeExceptionally(failure);
		}
	}

	/**
	 * Called by the scheduler when a refresh or the expiry is due.
	 */
	private void wake() {
		Flight started = null;
		boolean expired = false;
		synchronized (this) {
			if (this.closed) {
				return;
			}
			Snapshot current = this.snapshot;
			long now = this.clock.millis();
			if (current.credentials != null && !current.expiryTold && now >= current.expiresAt) {
				this.snapshot = current.withExpiryTold();
				expired = true;
			}
			if (this.flight == null && now >= current.nextRefreshAt) {
				started = newFlight(true);
			}
			scheduleNext();
		}
		if (started != null) {
			launch(started);
		}
		if (expired) {
			this.scheduler.execute(() -> this.reporter.expired(status()));
		}
	}

	private void scheduleNext() {
		Snapshot current = this.snapshot;
		long due = (this.flight == null) ? current.nextRefreshAt : Snapshot.NEVER;
		if (!current.expiryTold && current.credentials != null) {
			due = Math.min(due, current.expiresAt);
		}
		this.scheduler.schedule(this.task, (this.closed) ? Snapshot.NEVER : due);
	}

	void close() {
		Flight ended;
		synchronized (this) {
			this.closed = true;
			ended = this.flight;
			this.flight = null;
			scheduleNext();
		}
		if (ended != null) {
			ended.abandon();
			ended.future().completeExceptionally(closedFailure());
		}
	}

	private CredentialsException closedFailure() {
		return new CredentialsException(CredentialsErrorCode.NOT_FOUND, this.source.name(),
				"Provider '" + this.name + "' has been closed")
			.withAdvice("Do not use a provider after the application context it belongs to has been closed");
	}

	/**
	 * What a caller gets: credentials, or a flight to wait for.
	 */
	record Boarding(@Nullable Credentials credentials, @Nullable Flight joined, boolean launch) {

		Flight flight() {
			return Objects.requireNonNull(this.joined);
		}

	}

}
