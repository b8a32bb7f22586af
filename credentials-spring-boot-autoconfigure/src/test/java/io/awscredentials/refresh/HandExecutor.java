package io.awscredentials.refresh;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * An executor whose tasks are run by hand.
 */
final class HandExecutor implements Executor {

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
	}

	int waiting() {
		return this.tasks.size();
	}

	/**
	 * Run the first tasks that wait, and let those wait that they add.
	 * @param count how many
	 */
	void run(int count) {
		for (int i = 0; i < count; i++) {
			this.tasks.remove().run();
		}
	}

	void runLast() {
		this.tasks.removeLast().run();
	}

	/**
	 * Run the tasks that wait, and those they add.
	 */
	void runAll() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

}
