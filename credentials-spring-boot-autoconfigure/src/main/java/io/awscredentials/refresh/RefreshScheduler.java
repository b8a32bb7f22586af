package io.awscredentials.refresh;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Wakes all providers of an application when their refreshes are due, with one thread
 * however many they are, and runs the retrievals on an executor. The thread is a daemon,
 * starts with the first task and ends with {@link #close()}.
 * <p>
 * Due times are wall clock times: a machine that slept finds its refreshes overdue when
 * it wakes. Since a thread's timed wait may not count the sleep, the clock is looked at
 * again every ten seconds, and every tenth of a second if it is not the system's.
 * Time-outs are elapsed time, which the clock has no part in.
 *
 * @since 0.1.0
 */
public final class RefreshScheduler implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RefreshScheduler.class);

	/** By how much the clock must be set back for that to count, in milliseconds. */
	static final long SET_BACK = 1_000;

	private static final long SYSTEM_CLOCK_POLL = TimeUnit.SECONDS.toNanos(10);

	private static final long OTHER_CLOCK_POLL = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long LONGEST_TIMEOUT = TimeUnit.DAYS.toNanos(10_000);

	private static final long CLOSE_TIMEOUT = 1_000;

	private final InstantSource clock;

	private final LongSupplier ticker;

	private final EngineThreads threads;

	private final Jitter jitter;

	private final boolean manual;

	private final @Nullable ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final TaskQueue tasks = new TaskQueue();

	private final TaskQueue timeouts = new TaskQueue();

	// What the clock showed when it was last looked at.
	private long latest;

	private @Nullable Thread thread;

	private boolean closed;

	/**
	 * Create a scheduler.
	 * @param clock tells the time
	 * @param executor runs retrievals, tells listeners, and completes the futures of
	 * callers; it is not closed with this scheduler
	 */
	public RefreshScheduler(InstantSource clock, Executor executor) {
		this(clock, System::nanoTime, EngineThreads.of(executor), new Random(), false);
	}

	RefreshScheduler(InstantSource clock, Executor executor, RandomGenerator random, boolean manual) {
		this(clock, System::nanoTime, executor, random, manual);
	}

	/**
	 * Create a scheduler for tests, all of whose inputs can be driven by hand: if manual,
	 * there is no thread and {@link #runDue()} is called instead.
	 */
	RefreshScheduler(InstantSource clock, LongSupplier ticker, Executor executor, RandomGenerator random,
			boolean manual) {
		this(clock, ticker, EngineThreads.of(executor), random, manual);
	}

	private RefreshScheduler(InstantSource clock, LongSupplier ticker, EngineThreads threads, RandomGenerator random,
			boolean manual) {
		this.clock = FailSafeClock.of(clock);
		this.ticker = ticker;
		this.threads = threads;
		this.jitter = new Jitter(random);
		this.manual = manual;
	}

	/**
	 * Create a scheduler with threads of its own: virtual ones where Java has them, else
	 * small pools.
	 * @param clock tells the time
	 * @return the scheduler
	 */
	public static RefreshScheduler create(InstantSource clock) {
		return new RefreshScheduler(clock, System::nanoTime, EngineThreads.create(), new Random(), false);
	}

	/**
	 * Return the time by which credentials are refreshed.
	 * @return a clock that does not throw
	 */
	public InstantSource clock() {
		return this.clock;
	}

	long nanoTime() {
		return this.ticker.getAsLong();
	}

	EngineThreads threads() {
		return this.threads;
	}

	Jitter jitter() {
		return this.jitter;
	}

	/**
	 * Run a task at a time, in place of the time it was to be run at.
	 * @param task the task
	 * @param due when, in milliseconds of the epoch, or {@link Long#MAX_VALUE} for never
	 */
	void schedule(ScheduledTask task, long due) {
		put(this.tasks, task, due);
	}

	/**
	 * Run a task once some time has elapsed, whatever the clock shows then.
	 * @param task the task, which is not one that is run by the clock
	 * @param nanos how long from now, in nanoseconds
	 */
	void scheduleTimeout(ScheduledTask task, long nanos) {
		put(this.timeouts, task, nanoTime() + Math.min(nanos, LONGEST_TIMEOUT));
	}

	void cancelTimeout(ScheduledTask task) {
		put(this.timeouts, task, Long.MAX_VALUE);
	}

	private void put(TaskQueue queue, ScheduledTask task, long due) {
		this.lock.lock();
		try {
			if (this.closed || due == Long.MAX_VALUE) {
				queue.remove(task);
				return;
			}
			queue.put(task, due);
			startThread();
			if (queue.first() == task) {
				this.changed.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startThread() {
		if (this.thread == null && !this.manual) {
			// Keeps nothing of the caller whose call happened to start it.
			Thread started = new Thread(null, this::run, "aws-credentials-scheduler", 0, false);
			started.setDaemon(true);
			started.setContextClassLoader(this.classLoader);
			started.start();
			this.thread = started;
		}
	}

	private void run() {
		while (awaitDue()) {
			runDue();
		}
	}

	private boolean awaitDue() {
		long now = this.clock.millis();
		this.lock.lock();
		try {
			long wait = Math.min(nanosUntilDue(now), nanosUntilTimeout());
			if (wait > 0 && !this.closed) {
				this.changed.awaitNanos(wait);
			}
			return !this.closed;
		}
		catch (InterruptedException ex) {
			// Not by close(), then by a task: that is not the end of the others.
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private long nanosUntilDue(long now) {
		ScheduledTask first = this.tasks.first();
		if (first == null) {
			return Long.MAX_VALUE;
		}
		long poll = (this.clock == InstantSource.system()) ? SYSTEM_CLOCK_POLL : OTHER_CLOCK_POLL;
		return Math.min(TimeUnit.MILLISECONDS.toNanos(first.due - now), poll);
	}

	private long nanosUntilTimeout() {
		ScheduledTask first = this.timeouts.first();
		return (first != null) ? first.due - nanoTime() : Long.MAX_VALUE;
	}

	/**
	 * Run every task that is due now, and every task there is if the clock was set back:
	 * its owner has to look again at what was drawn by the old time.
	 */
	void runDue() {
		for (ScheduledTask task : takeDue(this.clock.millis())) {
			try {
				task.run();
			}
			catch (Throwable ex) {
				logger.error("A scheduled refresh failed to start", ex);
			}
		}
	}

	private List<ScheduledTask> takeDue(long now) {
		List<ScheduledTask> due = new ArrayList<>();
		this.lock.lock();
		try {
			boolean setBack = now < this.latest - SET_BACK;
			this.tasks.take((setBack) ? Long.MAX_VALUE : now, due);
			this.timeouts.take(nanoTime(), due);
			this.latest = now;
		}
		finally {
			this.lock.unlock();
		}
		return due;
	}

	/**
	 * Refresh nothing in the background, or go on with it. Callers are served either way.
	 * @param resting whether to rest
	 */
	public void rest(boolean resting) {
		this.lock.lock();
		try {
			this.tasks.rest(resting);
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * End the thread and, where they are this scheduler's own, those of the retrievals
	 * and listeners. Waits for their end, but not for a retrieval that does not heed its
	 * interruption.
	 */
	@Override
	public void close() {
		Thread ended;
		this.lock.lock();
		try {
			this.closed = true;
			this.tasks.clear();
			this.timeouts.clear();
			this.changed.signal();
			ended = this.thread;
		}
		finally {
			this.lock.unlock();
		}
		try {
			if (ended != null && ended != Thread.currentThread()) {
				ended.interrupt();
				ended.join(CLOSE_TIMEOUT);
			}
			this.threads.close(CLOSE_TIMEOUT);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
