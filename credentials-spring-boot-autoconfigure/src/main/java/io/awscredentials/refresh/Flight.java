package io.awscredentials.refresh;

import java.util.concurrent.CompletableFuture;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * One retrieval under way, which all who wait for credentials share.
 */
final class Flight {

	private final CompletableFuture<Credentials> future;

	private final long startedNanos = System.nanoTime();

	private boolean claimed;

	private boolean entered;

	private boolean abandoned;

	private @Nullable Thread thread;

	Flight() {
		this(new CompletableFuture<>());
	}

	private Flight(CompletableFuture<Credentials> future) {
		this.future = future;
	}

	/**
	 * Return a flight that is over.
	 * @param credentials what it ended with
	 * @return the flight
	 */
	static Flight over(Credentials credentials) {
		return new Flight(CompletableFuture.completedFuture(credentials));
	}

	/**
	 * Return the future that ends with this flight. Never hand it out: who completes or
	 * cancels it ends the flight of the others.
	 * @return the future
	 */
	CompletableFuture<Credentials> future() {
		return this.future;
	}

	/**
	 * Return how long to wait for this flight still. All who wait for it stop waiting at
	 * the same time, so that a source that hangs holds nobody up twice. This is elapsed
	 * time, not time of day: the clock has no part in it.
	 * @param timeout how long this flight may take, in nanoseconds
	 * @return the rest in nanoseconds, never negative
	 */
	long remainingNanos(long timeout) {
		return Math.max(0, timeout - (System.nanoTime() - this.startedNanos));
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

	/**
	 * Bind this flight to the thread that runs it, until {@link #leave()}.
	 * @return whether it is to be run at all
	 */
	synchronized boolean enter() {
		if (this.entered || this.abandoned || this.future.isDone()) {
			return false;
		}
		this.entered = true;
		this.thread = Thread.currentThread();
		return true;
	}

	synchronized void leave() {
		this.thread = null;
		// A late interrupt belongs to this flight, not to the next task of the thread.
		if (this.abandoned) {
			Thread.interrupted();
		}
	}

	/**
	 * End this flight, unless it was given up.
	 * @param retrieval its outcome
	 */
	void end(Retrieval retrieval) {
		synchronized (this) {
			if (this.abandoned) {
				return;
			}
		}
		CredentialsException failure = retrieval.failure();
		if (failure != null) {
			this.future.completeExceptionally(failure);
		}
		else {
			this.future.complete(retrieval.credentials());
		}
	}

	/**
	 * Give this flight up and interrupt the thread that runs it.
	 * @param failure what those get who wait for it
	 */
	void abandon(CredentialsException failure) {
		synchronized (this) {
			this.abandoned = true;
			if (this.thread != null) {
				this.thread.interrupt();
			}
		}
		this.future.completeExceptionally(failure);
	}

}
