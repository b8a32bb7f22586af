package io.awscredentials.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/**
 * Runs the tasks of a simulation, one at a time, in an order drawn at random: threads of
 * a pool keep no order either.
 */
final class SimulatedExecutor implements Executor {

	private final RandomGenerator random;

	private final List<Runnable> waiting = new ArrayList<>();

	private final List<SimulatedThread> paused = new ArrayList<>();

	private int toReject;

	SimulatedExecutor(RandomGenerator random) {
		this.random = random;
	}

	@Override
	public void execute(Runnable task) {
		if (this.toReject > 0) {
			this.toReject--;
			throw new RejectedExecutionException("No thread to spare");
		}
		this.waiting.add(task);
	}

	/**
	 * Refuse the next task.
	 */
	void rejectOne() {
		this.toReject = 1;
	}

	/**
	 * Run all tasks until they end or wait for time to pass.
	 */
	void runAll() {
		this.toReject = 0;
		for (SimulatedThread thread = next(); thread != null; thread = next()) {
			if (!thread.isOver()) {
				this.paused.add(thread);
			}
		}
	}

	private SimulatedThread next() {
		List<SimulatedThread> ready = this.paused.stream().filter(SimulatedThread::isReady).toList();
		int choices = this.waiting.size() + ready.size();
		if (choices == 0) {
			return null;
		}
		int choice = this.random.nextInt(choices);
		if (choice < this.waiting.size()) {
			return SimulatedThread.run(this.waiting.remove(choice));
		}
		SimulatedThread thread = ready.get(choice - this.waiting.size());
		this.paused.remove(thread);
		thread.proceed();
		return thread;
	}

}
