package io.awscredentials.refresh;

import java.util.concurrent.Executor;

/**
 * The threads of all providers, apart from one another by what they run: a listener that
 * blocks holds up no retrieval, and neither of them a caller.
 *
 * @param retrievals runs retrievals
 * @param listeners tells listeners
 * @param callers completes the futures of callers, with what hangs on them
 */
record EngineThreads(Executor retrievals, Executor listeners, Executor callers) {

	static EngineThreads of(Executor executor) {
		return new EngineThreads(executor, executor, executor);
	}

	static EngineThreads create() {
		return new EngineThreads(new BlockingExecutor("aws-credentials-"),
				new BlockingExecutor("aws-credentials-listener-"), new BlockingExecutor("aws-credentials-caller-"));
	}

	/**
	 * Complete the future of a caller, on this thread where there is no other one.
	 * @param completion completes it
	 */
	void complete(Runnable completion) {
		try {
			this.callers.execute(completion);
		}
		catch (Throwable ex) {
			completion.run();
		}
	}

	/**
	 * End the threads, unless they are those of somebody else. What was to be told is
	 * told still where that takes no long time.
	 * @param timeout how long to wait for each kind, in milliseconds
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	void close(long timeout) throws InterruptedException {
		if (this.retrievals instanceof BlockingExecutor own) {
			own.close(timeout);
		}
		if (this.listeners instanceof BlockingExecutor own) {
			own.finish(timeout);
			own.close(timeout);
		}
		if (this.callers instanceof BlockingExecutor own) {
			own.finish(timeout);
			own.close(timeout);
		}
	}

}
