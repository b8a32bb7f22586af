package io.awscredentials.refresh;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
 */
public final class RefreshScheduler implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RefreshScheduler.class);

	private static final long SYSTEM_CLOCK_POLL = 10_000;

	private static final long OTHER_CLOCK_POLL = 100;

	/** By how much the clock must be set back for that to count. */
	static final long SET_BACK = 1_000;

	private static final long CLOSE_TIMEOUT = 1_000;

	/** The fraction of the golden ratio, by 2^32. */
	private static final int GOLDEN_RATIO = 0x9E3779B9;

	private final InstantSource clock;

	private final Executor executor;

	private final RandomGenerator random;

	private final boolean manual;

	private final @Nullable ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final TaskQueue tasks = new TaskQueue();

	private int points;

	// What the clock showed when it was last looked at.
	private long latest;

	private @Nullable Thread thread;

	private boolean closed;

	/**
	 * Create a scheduler.
	 * @param clock tells the time
	 * @param executor runs retrievals; it is not closed with this scheduler
	 */
	public RefreshScheduler(InstantSource clock, Executor executor) {
		this(clock, executor, new SplittableRandom(), false);
	}

	RefreshScheduler(InstantSource clock, Executor executor, RandomGenerator random, boolean manual) {
		this.clock = clock;
		this.executor = executor;
		this.random = random;
		this.manual = manual;
		this.points = random.nextInt();
	}

	/**
	 * Create a scheduler with an executor of its own: virtual threads where Java has
	 * them, else a small pool.
	 * @param clock tells the time
	 * @return the scheduler
	 */
	public static RefreshScheduler create(InstantSource clock) {
		return new RefreshScheduler(clock, new RetrievalExecutor());
	}

	InstantSource clock() {
		return this.clock;
	}

	void execute(Runnable retrieval) {
		this.executor.execute(retrieval);
	}

	/**
	 * Draw a duration at random.
	 * @param from the least, in milliseconds
	 * @param to the bound, in milliseconds
	 * @return a duration in milliseconds
	 */
	long between(long from, long to) {
		if (from >= to) {
			return from;
		}
		this.lock.lock();
		try {
			return this.random.nextLong(from, to);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the point of a provider: where its refreshes lie in the time that they may
	 * take place in. Points of one scheduler are spread more evenly than random ones, any
	 * number of them that were taken in a row: they are the multiples of the golden
	 * ratio. The first one is random, so that it is another one on each machine.
	 * @return a point, as a fraction of 2^32
	 */
	int nextPoint() {
		this.lock.lock();
		try {
			this.points += GOLDEN_RATIO;
			return this.points;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Run a task at a time, in place of the time it was to be run at.
	 * @param task the task
	 * @param due when, in milliseconds of the epoch, or {@link Long#MAX_VALUE} for never
	 */
	void schedule(ScheduledTask task, long due) {
		this.lock.lock();
		try {
			if (this.closed || due == Long.MAX_VALUE) {
				this.tasks.remove(task);
				return;
			}
			this.tasks.put(task, due);
			startThread();
			if (this.tasks.first() == task) {
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
		this.lock.lock();
		try {
			while (!this.closed) {
				long wait = millisUntilDue();
				if (wait <= 0) {
					return true;
				}
				this.changed.await(Math.min(wait, pollMillis()), TimeUnit.MILLISECONDS);
			}
			return false;
		}
		catch (InterruptedException ex) {
			// Not by close(), then by a task: that is not the end of the others.
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private long pollMillis() {
		if (this.tasks.isEmpty()) {
			return Long.MAX_VALUE;
		}
		return (this.clock == InstantSource.system()) ? SYSTEM_CLOCK_POLL : OTHER_CLOCK_POLL;
	}

	private long millisUntilDue() {
		ScheduledTask first = this.tasks.first();
		if (first == null) {
			return Long.MAX_VALUE;
		}
		long now = this.clock.millis();
		if (now < this.latest - SET_BACK) {
			return 0;
		}
		this.latest = now;
		return first.due - now;
	}

	/**
	 * Run every task that is due now, and every task there is if the clock was set back:
	 * its owner has to look again at what was drawn by the old time.
	 */
	void runDue() {
		for (ScheduledTask task : takeDue()) {
			try {
				task.wake();
			}
			catch (Throwable ex) {
				logger.error("A scheduled refresh failed to start", ex);
			}
		}
	}

	private List<ScheduledTask> takeDue() {
		List<ScheduledTask> due = new ArrayList<>();
		this.lock.lock();
		try {
			long now = this.clock.millis();
			boolean setBack = now < this.latest - SET_BACK;
			this.latest = now;
			ScheduledTask first = this.tasks.first();
			while (first != null && (setBack || first.due <= now)) {
				due.add(first);
				this.tasks.remove(first);
				first = this.tasks.first();
			}
		}
		finally {
			this.lock.unlock();
		}
		return due;
	}

	/**
	 * End the thread and, where it is this scheduler's own, the executor with the
	 * retrievals that still run. Waits for their end, but not for one that does not heed
	 * its interruption.
	 */
	@Override
	public void close() {
		Thread ended;
		this.lock.lock();
		try {
			this.closed = true;
			this.tasks.clear();
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
			if (this.executor instanceof RetrievalExecutor own) {
				own.close(CLOSE_TIMEOUT);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
