package io.awscredentials.http;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The moment until which something has to happen, on the JVM's monotonic clock: what is
 * measured here is how long a thread waits on a socket, which a changed wall clock must
 * not touch.
 *
 * @param nanoTime the moment
 * @param duration how far ahead it was
 * @param missing what is missing when it has come, in words
 */
record Deadline(long nanoTime, Duration duration, String missing) {

	static Deadline in(Duration duration, String missing) {
		return new Deadline(System.nanoTime() + duration.toNanos(), duration, missing);
	}

	Deadline earlier(Deadline other) {
		return (this.nanoTime - other.nanoTime < 0) ? this : other;
	}

	/**
	 * Return how long a thread may wait.
	 * @return the wait in milliseconds, at least 1
	 * @throws SocketTimeoutException if the moment has come
	 * @throws InterruptedIOException if the thread has been interrupted
	 */
	int millis() throws InterruptedIOException {
		return millis(Integer.MAX_VALUE);
	}

	/**
	 * Return how long a thread may wait at most.
	 * @param limit the longest wait that is wanted
	 * @return the wait in milliseconds, at least 1
	 * @throws SocketTimeoutException if the moment has come
	 * @throws InterruptedIOException if the thread has been interrupted
	 */
	int millis(int limit) throws InterruptedIOException {
		if (Thread.currentThread().isInterrupted()) {
			throw new InterruptedIOException();
		}
		long left = this.nanoTime - System.nanoTime();
		if (left <= 0) {
			throw timeout();
		}
		return (int) Math.max(1, Math.min(limit, left / 1_000_000));
	}

	SocketTimeoutException timeout() {
		return new SocketTimeoutException(this.missing + " within " + this.duration.toMillis() + " ms");
	}

}
