package io.awscredentials.refresh;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread of a simulation, of which one has the turn and all others wait. The one that
 * has it does all there is to do, one thing after another: another thread is needed only
 * for what is to be done while a task pauses. What happens is so the same each time, and
 * few tasks cost a change of threads. Threads are kept for the next simulation.
 */
final class SimulatedThread extends Thread {

	private static final Deque<SimulatedThread> idle = new ArrayDeque<>();

	private static final Semaphore ended = new Semaphore(0);

	private static volatile Simulation simulation;

	private volatile boolean turn;

	private boolean interruptRequested;

	private Runnable onInterruption;

	private SimulatedThread() {
		super("simulated");
		setDaemon(true);
		start();
	}

	/**
	 * Run a simulation until it is over.
	 * @param simulation the simulation
	 * @throws InterruptedException if this thread is interrupted
	 */
	static void drive(Simulation simulation) throws InterruptedException {
		SimulatedThread.simulation = simulation;
		SimulatedThread first = another();
		first.takeTurn();
		if (!ended.tryAcquire(60, TimeUnit.SECONDS)) {
			throw new AssertionError("A task blocks: " + Arrays.toString(first.getStackTrace()));
		}
	}

	static SimulatedThread current() {
		return (SimulatedThread) Thread.currentThread();
	}

	private static SimulatedThread another() {
		return (idle.isEmpty()) ? new SimulatedThread() : idle.pop();
	}

	/**
	 * Run a task until its end, however often it pauses.
	 * @param task the task
	 */
	void run(Runnable task) {
		this.interruptRequested = false;
		this.onInterruption = () -> {
		};
		task.run();
	}

	/**
	 * Leave the turn to another thread until it comes back.
	 */
	void pause() {
		handTo(another());
	}

	/**
	 * Let a thread go on that paused, in place of this one.
	 * @param paused the thread
	 */
	void yieldTo(SimulatedThread paused) {
		idle.push(this);
		handTo(paused);
	}

	private void handTo(SimulatedThread next) {
		this.turn = false;
		next.takeTurn();
		awaitTurn();
	}

	private void takeTurn() {
		this.turn = true;
		LockSupport.unpark(this);
	}

	private void awaitTurn() {
		while (!this.turn) {
			LockSupport.park(this);
		}
	}

	boolean isInterruptRequested() {
		return this.interruptRequested;
	}

	void onInterruption(Runnable action) {
		this.onInterruption = action;
	}

	/**
	 * An interruption is noted, and does not reach what the thread waits for here.
	 */
	@Override
	public void interrupt() {
		this.interruptRequested = true;
		this.onInterruption.run();
	}

	@Override
	public void run() {
		while (true) {
			awaitTurn();
			// Not to the end of one that was over when this thread was woken for the
			// next.
			simulation.drive();
			if (simulation.isOver()) {
				this.turn = false;
				idle.push(this);
				ended.release();
			}
		}
	}

}
