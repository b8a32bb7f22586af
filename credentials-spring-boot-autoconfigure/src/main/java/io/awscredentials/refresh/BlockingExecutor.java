package io.awscredentials.refresh;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs what may block: on a virtual thread each where Java has them, else on a pool of at
 * most 32 threads that end when there is nothing to do.
 */
final class BlockingExecutor implements Executor, ThreadFactory {

	private static final Log logger = LogFactory.getLog(BlockingExecutor.class);

	private static final int POOL_SIZE = 32;

	private final String prefix;

	private final AtomicInteger number = new AtomicInteger();

	/** Those of the pool, also those that are at their very end. */
	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private final ExecutorService executor;

	/** Sources of the application find their classes, no matter who asks first. */
	private final @Nullable ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

	BlockingExecutor(String prefix) {
		this.prefix = prefix;
		ExecutorService virtual = virtualThreads();
		this.executor = (virtual != null) ? virtual : pool();
	}

	/**
	 * Virtual threads are looked up by reflection, since the baseline is Java 17.
	 * @return the executor, or {@code null} if this Java has none
	 */
	private @Nullable ExecutorService virtualThreads() {
		if (Runtime.version().feature() < 21) {
			return null;
		}
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			Class<?> type = Class.forName("java.lang.Thread$Builder");
			builder = type.getMethod("name", String.class, long.class).invoke(builder, this.prefix, 0L);
			builder = type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
			ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(builder);
			Method create = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
			return (ExecutorService) create.invoke(null, withClassLoader(factory));
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	private ExecutorService pool() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(POOL_SIZE, POOL_SIZE, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), this);
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	@Override
	public Thread newThread(Runnable task) {
		Thread thread = new PoolThread(task, this.prefix + this.number.getAndIncrement());
		thread.setContextClassLoader(this.classLoader);
		this.threads.removeIf((former) -> former.getState() == Thread.State.TERMINATED);
		this.threads.add(thread);
		return thread;
	}

	private ThreadFactory withClassLoader(ThreadFactory factory) {
		return (task) -> {
			Thread thread = factory.newThread(task);
			thread.setContextClassLoader(this.classLoader);
			return thread;
		};
	}

	/**
	 * Return whether this thread is one of a pool, of which there are only so many.
	 * @return whether this thread belongs to a pool
	 */
	static boolean isPoolThread() {
		return Thread.currentThread() instanceof PoolThread;
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(task);
	}

	/**
	 * Wait for the end of what was given, and take nothing more.
	 * @param timeout how long to wait, in milliseconds
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	void finish(long timeout) throws InterruptedException {
		this.executor.shutdown();
		this.executor.awaitTermination(timeout, TimeUnit.MILLISECONDS);
	}

	/**
	 * Interrupt what runs and wait for its end.
	 * @param timeout how long to wait, in milliseconds
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	void close(long timeout) throws InterruptedException {
		this.executor.shutdownNow();
		if (!this.executor.awaitTermination(timeout, TimeUnit.MILLISECONDS)) {
			logger.debug("A thread goes on after the end of the application: it does not heed its interruption");
			return;
		}
		for (Thread thread : this.threads) {
			// A pool has terminated a little before its last threads have.
			thread.join(timeout);
		}
	}

	/**
	 * Keeps nothing of the caller whose call happened to start it.
	 */
	private static final class PoolThread extends Thread {

		private PoolThread(Runnable task, String name) {
			super(null, task, name, 0, false);
			setDaemon(true);
		}

	}

}
