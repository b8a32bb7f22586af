package io.awscredentials.refresh;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A thread that takes turns with the simulation: it runs while the simulation waits for
 * it to end or to pause, and at no other time. What happens is so the same each time.
 */
final class SimulatedThread extends Thread {

	private static final Deque<SimulatedThread> idle = new ArrayDeque<>();

	private final Semaphore turn = new Semaphore(0);

	private final Semaphore turnBack = new Semaphore(0);

	private @Nullable Runnable task;

	private @Nullable Throwable thrown;

	private BooleanSupplier ready = () -> true;

	private boolean interruptRequested;

	private Runnable onInterruption = () -> {
	};

	private SimulatedThread() {
		super("simulated");
		setDaemon(true);
		start();
	}

	/**
	 * Run a task until it ends or pauses.
	 * @param task the task
	 * @return its thread
	 */
	static SimulatedThread run(Runnable task) {
		SimulatedThread thread = (idle.isEmpty()) ? new SimulatedThread() : idle.pop();
		thread.task = task;
		thread.interruptRequested = false;
		thread.onInterruption = () -> {
		};
		thread.proceed();
		return thread;
	}

	static SimulatedThread current() {
		return (SimulatedThread) Thread.currentThread();
	}

	/**
	 * Pause the present task.
	 * @param ready whether it can go on
	 */
	static void pause(BooleanSupplier ready) {
		SimulatedThread thread = current();
		thread.ready = ready;
		thread.turnBack.release();
		thread.turn.acquireUninterruptibly();
	}

	/**
	 * Go on with the task until it ends or pauses again.
	 */
	void proceed() {
		this.turn.release();
		try {
			if (!this.turnBack.tryAcquire(60, TimeUnit.SECONDS)) {
				throw new AssertionError("A task blocks: " + Arrays.toString(getStackTrace()));
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		if (this.task == null) {
			idle.push(this);
		}
		Throwable failure = this.thrown;
		this.thrown = null;
		if (failure != null) {
			throw (failure instanceof AssertionError error) ? error : new AssertionError("A task failed", failure);
		}
	}

	boolean isOver() {
		return this.task == null;
	}

	boolean isReady() {
		return this.ready.getAsBoolean();
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
			this.turn.acquireUninterruptibly();
			Runnable current = this.task;
			try {
				if (current != null) {
					current.run();
				}
			}
			catch (Throwable ex) {
				this.thrown = ex;
			}
			this.task = null;
			this.turnBack.release();
		}
	}

}
