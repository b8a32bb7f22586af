package io.awscredentials.refresh;

/**
 * Something to be run again and again by a {@link RefreshScheduler}, at one time at a
 * time.
 */
final class ScheduledTask {

	private final Runnable action;

	// The place in the queue, which its owner alone reads and writes.
	long due;

	long sequence;

	/**
	 * Create a task.
	 * @param action what it does
	 */
	ScheduledTask(Runnable action) {
		this.action = action;
	}

	void run() {
		this.action.run();
	}

}
