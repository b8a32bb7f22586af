package io.awscredentials.source.process;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread for what would pin the carrier of a virtual thread. Who waits for it holds no
 * monitor.
 */
final class PlatformThread {

	private static final long END = 2;

	private PlatformThread() {
	}

	/**
	 * Call something on such a thread, and wait for it.
	 * @param <T> the type of the result
	 * @param task what to call
	 * @return the result
	 * @throws IOException if the task throws it, or anything else but that it was
	 * interrupted
	 * @throws InterruptedException if the calling thread is interrupted, and the task was
	 */
	static <T> T call(Callable<T> task) throws IOException, InterruptedException {
		FutureTask<T> called = new FutureTask<>(task);
		Thread thread = start(called);
		try {
			return called.get();
		}
		catch (InterruptedException ex) {
			thread.interrupt();
			awaitEnd(called);
			throw ex;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof IOException failure) ? failure : new IOException(ex.getCause());
		}
	}

	private static void awaitEnd(Future<?> called) {
		try {
			called.get(END, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// It has done what it can.
		}
	}

	/**
	 * Start such a thread.
	 * @param task what it does
	 * @return the thread
	 */
	static Thread start(Runnable task) {
		Thread thread = new Thread(null, task, "aws-credentials-process", 0, false);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}
