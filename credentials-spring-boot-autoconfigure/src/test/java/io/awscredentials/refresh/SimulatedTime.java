package io.awscredentials.refresh;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The time of a simulation: what the clock shows, and what has really elapsed.
 */
final class SimulatedTime implements InstantSource {

	private long wall = MutableClock.START.toEpochMilli();

	private long elapsed;

	/**
	 * Let time pass.
	 * @param millis how long
	 */
	void pass(long millis) {
		this.wall += millis;
		this.elapsed += millis;
	}

	/**
	 * Set the clock, with no time passing.
	 * @param millis by how much
	 */
	void setClock(long millis) {
		this.wall += millis;
	}

	@Override
	public long millis() {
		return this.wall;
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochMilli(this.wall);
	}

	/**
	 * Return how much time has passed, in milliseconds.
	 */
	long elapsed() {
		return this.elapsed;
	}

	long nanoTime() {
		return TimeUnit.MILLISECONDS.toNanos(this.elapsed);
	}

}
