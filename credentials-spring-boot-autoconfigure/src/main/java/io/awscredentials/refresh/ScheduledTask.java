package io.awscredentials.refresh;

/**
 * Something to be run again and again by a {@link RefreshScheduler}, at one time at a
 * time. It is extended where it would be held, since providers may be many.
 */
abstract class ScheduledTask {

	/** When it runs next, in milliseconds of the epoch. */
	long due;

	/** Decides between tasks that are due at the same time. */
	int sequence;

	/** The place in the queue, or -1 if it is in none. */
	int position = -1;

	/**
	 * Return a task.
	 * @param action what it does
	 * @return the task
	 */
	static ScheduledTask of(Runnable action) {
		return new ScheduledTask() {

			@Override
			void wake() {
				action.run();
			}

		};
	}

	/**
	 * Called when it is due.
	 */
	abstract void wake();

	boolean isBefore(ScheduledTask other) {
		// A difference, since the sequence starts again after its largest number.
		return this.due < other.due || (this.due == other.due && this.sequence - other.sequence < 0);
	}

}
