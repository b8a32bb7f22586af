package io.awscredentials.refresh;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * One retrieval under way, which all who wait for credentials share.
 */
final class Flight {

	private final CompletableFuture<Credentials> future = new CompletableFuture<>();

	private final long startedAt;

	private final long startedNanos = System.nanoTime();

	private final boolean background;

	private @Nullable Thread thread;

	private boolean abandoned;

	Flight(InstantSource clock, boolean background) {
		this.startedAt = clock.millis();
		this.background = background;
	}

	/**
	 * Return the future that ends with this flight. Never hand it out: who completes or
	 * cancels it ends the flight of the others.
	 * @return the future
	 */
	CompletableFuture<Credentials> future() {
		return this.future;
	}

	long startedAt() {
		return this.startedAt;
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
	 * Return whether the scheduler started this flight, not a caller who waits for it.
	 * @return whether this is a refresh in the background
	 */
	boolean background() {
		return this.background;
	}

	/**
	 * Bind this flight to the thread that runs it, until {@link #leave()}.
	 * @return whether it is to be run at all
	 */
	synchronized boolean enter() {
		this.thread = Thread.currentThread();
		return !this.abandoned;
	}

	synchronized void leave() {
		this.thread = null;
		// A late interrupt belongs to this flight, not to the next task of the thread.
		if (this.abandoned) {
			Thread.interrupted();
		}
	}

	/**
	 * Give this flight up and interrupt the thread that runs it.
	 */
	synchronized void abandon() {
		this.abandoned = true;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

}
