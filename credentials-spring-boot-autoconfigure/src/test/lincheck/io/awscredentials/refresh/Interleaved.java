package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.Credentials;

/**
 * A provider whose steps a model checker interleaves in all ways that it finds. Sources,
 * listeners and callers run on the thread that calls.
 */
final class Interleaved {

	static final int INVOCATIONS = Integer.getInteger("lincheck.invocations", 1_000);

	private static final Instant NOW = MutableClock.START;

	final AtomicInteger asked = new AtomicInteger();

	final RefreshingCredentialsProvider provider = new RefreshingCredentialsProvider("default", this::retrieve,
			RefreshPolicy.defaults(), scheduler(), new RefreshListener() {
			});

	private Credentials retrieve() {
		return new Credentials("ASIA" + this.asked.incrementAndGet(), "secret", "token", NOW.plus(Duration.ofHours(1)),
				null);
	}

	/**
	 * Return which of the sets of the source these are.
	 * @param credentials the credentials
	 * @return the number, from 1 on
	 */
	int number(Credentials credentials) {
		return Integer.parseInt(credentials.accessKeyId().substring(4));
	}

	static RefreshScheduler scheduler() {
		return new RefreshScheduler(new InstantSource() {

			@Override
			public Instant instant() {
				return NOW;
			}

		}, () -> 0, Runnable::run, new SplittableRandom(1), true);
	}

	/**
	 * Run two threads to their ends.
	 * @param one what the first one does
	 * @param other what the other one does
	 */
	static void run(Runnable one, Runnable other) {
		Thread first = new Thread(one);
		Thread second = new Thread(other);
		first.start();
		second.start();
		try {
			first.join();
			second.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void check(boolean condition, String rule) {
		if (!condition) {
			throw new IllegalStateException("Broken: " + rule);
		}
	}

}
