package io.awscredentials.refresh;

import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Tasks by the time they are due, and by the order in which they were put where that is
 * the same. Not thread-safe.
 */
final class TaskQueue {

	private final TreeSet<ScheduledTask> tasks = new TreeSet<>(TaskQueue::compare);

	private long sequence;

	private boolean resting;

	/**
	 * Keep all tasks as if none were due, or stop doing so.
	 * @param resting whether no task is due
	 */
	void rest(boolean resting) {
		this.resting = resting;
	}

	/**
	 * Put a task, or move it if it is there.
	 * @param task the task
	 * @param due when it is due
	 */
	void put(ScheduledTask task, long due) {
		remove(task);
		task.due = due;
		task.sequence = ++this.sequence;
		this.tasks.add(task);
	}

	/**
	 * Take a task out, if it is there.
	 * @param task the task
	 */
	void remove(ScheduledTask task) {
		this.tasks.remove(task);
	}

	/**
	 * Return the task that is due first.
	 * @return the task, or {@code null} if there is none, or none is due while at rest
	 */
	@Nullable ScheduledTask first() {
		return (this.resting || this.tasks.isEmpty()) ? null : this.tasks.first();
	}

	/**
	 * Take out all tasks that are due.
	 * @param now the time
	 * @param taken what they are added to
	 */
	void take(long now, List<ScheduledTask> taken) {
		for (ScheduledTask task = first(); task != null && task.due <= now; task = first()) {
			taken.add(task);
			this.tasks.remove(task);
		}
	}

	void clear() {
		this.tasks.clear();
	}

	private static int compare(ScheduledTask one, ScheduledTask other) {
		return (one.due != other.due) ? Long.compare(one.due, other.due) : Long.compare(one.sequence, other.sequence);
	}

}
