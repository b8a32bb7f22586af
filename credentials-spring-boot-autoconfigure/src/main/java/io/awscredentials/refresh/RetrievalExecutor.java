package io.awscredentials.refresh;

import java.lang.reflect.Method;
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
 * Runs retrievals: on a virtual thread each where Java has them, else on a pool of at
 * most 32 threads that end when there is nothing to do.
 */
final class RetrievalExecutor implements Executor {

	private static final Log logger = LogFactory.getLog(RetrievalExecutor.class);

	private static final String PREFIX = "aws-credentials-";

	private static final int POOL_SIZE = 32;

	private final ExecutorService executor;

	RetrievalExecutor() {
		ExecutorService virtual = virtualThreads();
		this.executor = (virtual != null) ? virtual : pool();
	}

	/**
	 * Virtual threads are looked up by reflection, since the baseline is Java 17.
	 * @return the executor, or {@code null} if this Java has none
	 */
	private static @Nullable ExecutorService virtualThreads() {
		if (Runtime.version().feature() < 21) {
			return null;
		}
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			Class<?> type = Class.forName("java.lang.Thread$Builder");
			builder = type.getMethod("name", String.class, long.class).invoke(builder, PREFIX, 0L);
			Object factory = type.getMethod("factory").invoke(builder);
			Method create = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
			return (ExecutorService) create.invoke(null, factory);
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	private static ExecutorService pool() {
		AtomicInteger number = new AtomicInteger();
		ThreadPoolExecutor pool = new ThreadPoolExecutor(POOL_SIZE, POOL_SIZE, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (task) -> {
					Thread thread = new Thread(task, PREFIX + number.getAndIncrement());
					thread.setDaemon(true);
					return thread;
				});
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(task);
	}

	/**
	 * Interrupt what runs and wait for its end.
	 * @param timeout how long to wait, in milliseconds
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	void close(long timeout) throws InterruptedException {
		this.executor.shutdownNow();
		if (!this.executor.awaitTermination(timeout, TimeUnit.MILLISECONDS)) {
			logger.debug("A retrieval goes on after the end of the application: it does not heed its interruption");
		}
	}

}
