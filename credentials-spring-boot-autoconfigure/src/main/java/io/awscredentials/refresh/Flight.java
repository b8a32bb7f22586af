package io.awscredentials.refresh;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * One retrieval under way, which all who wait for credentials share.
 */
final class Flight {

	private final CompletableFuture<Credentials> future = new CompletableFuture<>();

	private final RefreshScheduler scheduler;

	private final long startedAt;

	private final RefreshTrigger trigger;

	private final long startedNanos;

	private final ScheduledTask deadline;

	private boolean claimed;

	private boolean entered;

	private boolean interrupted;

	private @Nullable Thread thread;

	/**
	 * Create a flight.
	 * @param scheduler tells elapsed time
	 * @param now the time, in milliseconds of the epoch
	 * @param trigger who had it begin
	 * @param giveUp called if it takes too long
	 */
	Flight(RefreshScheduler scheduler, long now, RefreshTrigger trigger, Consumer<Flight> giveUp) {
		this.scheduler = scheduler;
		this.startedAt = now;
		this.trigger = trigger;
		this.startedNanos = scheduler.nanoTime();
		this.deadline = new ScheduledTask(() -> giveUp.accept(this));
	}

	/**
	 * Return a flight that is over.
	 * @param scheduler tells elapsed time
	 * @param credentials what it ended with
	 * @return the flight
	 */
	static Flight over(RefreshScheduler scheduler, Credentials credentials) {
		Flight over = new Flight(scheduler, 0, RefreshTrigger.CALLER, (flight) -> {
		});
		over.future.complete(credentials);
		return over;
	}

	/**
	 * Return the future that ends with this flight. Never hand it out: who completes or
	 * cancels it ends the flight of the others.
	 * @return the future
	 */
	CompletableFuture<Credentials> future() {
		return this.future;
	}

	RefreshTrigger trigger() {
		return this.trigger;
	}

	Instant startedAt() {
		return Instant.ofEpochMilli(this.startedAt);
	}

	/**
	 * Return how long to wait for this flight still. All who wait for it stop waiting at
	 * the same time, so that a source that hangs holds nobody up twice. This is elapsed
	 * time, not time of day: the clock has no part in it.
	 * @param timeout how long this flight may take, in nanoseconds
	 * @return the rest in nanoseconds, never negative
	 */
	long remainingNanos(long timeout) {
		return Math.max(0, timeout - (this.scheduler.nanoTime() - this.startedNanos));
	}

	/**
	 * Claim the task of having this flight run.
	 * @return whether the claim is the first one
	 */
	synchronized boolean claim() {
		boolean first = !this.claimed && !this.future.isDone();
		this.claimed = true;
		return first;
	}

	void startDeadline(long nanos) {
		this.scheduler.scheduleTimeout(this.deadline, nanos);
	}

	/**
	 * Bind this flight to the thread that runs it, until {@link #leave()}.
	 * @return whether it is to be run at all
	 */
	synchronized boolean enter() {
		if (this.entered || this.interrupted || this.future.isDone()) {
			return false;
		}
		this.entered = true;
		this.thread = Thread.currentThread();
		return true;
	}

	/**
	 * Set the thread free.
	 * @return whether this flight was given up while it ran
	 */
	synchronized boolean leave() {
		this.thread = null;
		if (this.interrupted) {
			// A late interrupt belongs to this flight, not to the next task of the
			// thread.
			Thread.interrupted();
		}
		return this.interrupted;
	}

	/**
	 * Interrupt the thread that runs this flight, and let no thread run it from now on.
	 * @return whether there is such a thread
	 */
	synchronized boolean interrupt() {
		this.interrupted = true;
		if (this.thread != null) {
			this.thread.interrupt();
		}
		return this.thread != null;
	}

	/**
	 * End this flight.
	 * @param retrieval its outcome
	 */
	void end(Retrieval retrieval) {
		CredentialsException failure = retrieval.failure();
		if (failure != null) {
			fail(failure);
		}
		else {
			this.scheduler.cancelTimeout(this.deadline);
			this.future.complete(retrieval.credentials());
		}
	}

	/**
	 * End this flight with a failure.
	 * @param failure what those get who wait for it
	 */
	void fail(CredentialsException failure) {
		this.scheduler.cancelTimeout(this.deadline);
		this.future.completeExceptionally(failure);
	}

}
