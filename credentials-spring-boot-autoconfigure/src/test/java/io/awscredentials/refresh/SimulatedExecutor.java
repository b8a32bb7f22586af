package io.awscredentials.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Runs the tasks of a simulation, one at a time, in an order drawn at random: threads of
 * a pool keep no order either.
 */
final class SimulatedExecutor implements Executor {

	private final RandomGenerator random;

	private final List<Runnable> waiting = new ArrayList<>();

	private final List<Pause> paused = new ArrayList<>();

	private final List<Pause> ready = new ArrayList<>();

	private boolean rejecting;

	private int run;

	SimulatedExecutor(RandomGenerator random) {
		this.random = random;
	}

	@Override
	public void execute(Runnable task) {
		if (this.rejecting) {
			this.rejecting = false;
			throw new RejectedExecutionException("No thread to spare");
		}
		this.waiting.add(task);
	}

	/**
	 * Do something while there is no thread for one task.
	 * @param action what to do
	 */
	void withoutThread(Runnable action) {
		this.rejecting = true;
		action.run();
		this.rejecting = false;
	}

	/**
	 * Pause the present task.
	 * @param ready whether it can go on
	 */
	void pause(BooleanSupplier ready) {
		SimulatedThread thread = SimulatedThread.current();
		this.paused.add(new Pause(thread, ready));
		thread.pause();
	}

	/**
	 * Run a task until it ends, or let one go on that paused.
	 * @return whether there was one, or all wait for time to pass
	 */
	boolean runOne() {
		this.ready.clear();
		for (Pause pause : this.paused) {
			if (pause.ready.getAsBoolean()) {
				this.ready.add(pause);
			}
		}
		int choices = this.waiting.size() + this.ready.size();
		if (choices == 0) {
			return false;
		}
		this.run++;
		int choice = this.random.nextInt(choices);
		SimulatedThread thread = SimulatedThread.current();
		if (choice < this.waiting.size()) {
			thread.run(this.waiting.remove(choice));
		}
		else {
			Pause pause = this.ready.get(choice - this.waiting.size());
			this.paused.remove(pause);
			thread.yieldTo(pause.thread);
		}
		return true;
	}

	boolean hasNew() {
		return !this.waiting.isEmpty();
	}

	boolean isPaused() {
		return !this.paused.isEmpty();
	}

	/**
	 * Return how many tasks were run so far.
	 */
	int count() {
		return this.run;
	}

	private record Pause(SimulatedThread thread, BooleanSupplier ready) {
	}

}
