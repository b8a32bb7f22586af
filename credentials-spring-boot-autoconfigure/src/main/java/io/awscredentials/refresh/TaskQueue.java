package io.awscredentials.refresh;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Tasks by the time they are due, and by the order in which they were put where that is
 * the same. A binary heap whose elements know their places: moving one takes no search,
 * and being in the queue takes next to no memory. Not thread-safe.
 */
final class TaskQueue {

	private @Nullable ScheduledTask[] heap = new ScheduledTask[16];

	private int size;

	private int sequence;

	boolean isEmpty() {
		return this.size == 0;
	}

	/**
	 * Return the task that is due first.
	 * @return the task, or {@code null} if there is none
	 */
	@Nullable ScheduledTask first() {
		return this.heap[0];
	}

	/**
	 * Put a task, or move it if it is there.
	 * @param task the task
	 * @param due when it is due
	 */
	void put(ScheduledTask task, long due) {
		remove(task);
		task.due = due;
		task.sequence = this.sequence++;
		if (this.size == this.heap.length) {
			this.heap = Arrays.copyOf(this.heap, 2 * this.size);
		}
		this.size++;
		up(this.size - 1, task);
	}

	/**
	 * Take a task out, if it is there.
	 * @param task the task
	 */
	void remove(ScheduledTask task) {
		int position = task.position;
		if (position == -1) {
			return;
		}
		this.size--;
		ScheduledTask last = at(this.size);
		this.heap[this.size] = null;
		task.position = -1;
		if (last != task) {
			down(position, last);
			if (last.position == position) {
				up(position, last);
			}
		}
	}

	void clear() {
		while (this.size > 0) {
			remove(at(this.size - 1));
		}
	}

	private void up(int start, ScheduledTask task) {
		int position = start;
		while (position > 0 && task.isBefore(at((position - 1) / 2))) {
			set(position, at((position - 1) / 2));
			position = (position - 1) / 2;
		}
		set(position, task);
	}

	private void down(int start, ScheduledTask task) {
		int position = start;
		for (int child = child(position); child < this.size && at(child).isBefore(task); child = child(position)) {
			set(position, at(child));
			position = child;
		}
		set(position, task);
	}

	/** The child that is due first. */
	private int child(int position) {
		int left = 2 * position + 1;
		return (left + 1 < this.size && at(left + 1).isBefore(at(left))) ? left + 1 : left;
	}

	private void set(int position, ScheduledTask task) {
		this.heap[position] = task;
		task.position = position;
	}

	private ScheduledTask at(int position) {
		return Objects.requireNonNull(this.heap[position]);
	}

}
