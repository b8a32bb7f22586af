package io.awscredentials.http;

import java.time.Duration;

/**
 * Waits between two attempts; a test waits for nothing.
 *
 * @hidden
 */
@FunctionalInterface
public interface Pause {

	/**
	 * Wait.
	 * @param duration how long
	 * @throws InterruptedException if the thread is interrupted
	 */
	void pause(Duration duration) throws InterruptedException;

}
