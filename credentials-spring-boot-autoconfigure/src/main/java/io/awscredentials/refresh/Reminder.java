package io.awscredentials.refresh;

import java.time.Instant;

/**
 * Runs an action at a time, again and again, on the scheduler of the refreshes.
 * <p>
 * Thread-safe.
 *
 * @hidden
 */
public final class Reminder implements AutoCloseable {

	private final RefreshScheduler scheduler;

	private final ScheduledTask task;

	/**
	 * Create a new instance.
	 * @param scheduler runs the action
	 * @param action what to do, on a thread that no refresh depends on
	 */
	public Reminder(RefreshScheduler scheduler, Runnable action) {
		this.scheduler = scheduler;
		this.task = new ScheduledTask(() -> scheduler.threads().complete(action));
	}

	/**
	 * Run the action at a time, in place of the time it was to be run at.
	 * @param due when, by the clock of the scheduler; earlier if that is set back
	 */
	public void at(Instant due) {
		this.scheduler.schedule(this.task, due.toEpochMilli());
	}

	@Override
	public void close() {
		this.scheduler.schedule(this.task, Long.MAX_VALUE);
	}

}
