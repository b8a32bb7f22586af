package io.awscredentials.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import org.awaitility.Awaitility;

/**
 * Threads that call something at the same time.
 *
 * @param <T> what they get
 */
final class Callers<T> {

	private final List<FutureTask<T>> outcomes = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	Callers(int count, Callable<T> call) {
		for (int i = 0; i < count; i++) {
			FutureTask<T> outcome = new FutureTask<>(call);
			Thread thread = new Thread(outcome, "caller-" + i);
			thread.setDaemon(true);
			this.outcomes.add(outcome);
			this.threads.add(thread);
		}
		this.threads.forEach(Thread::start);
	}

	/**
	 * Wait until all threads wait.
	 */
	Callers<T> awaitAllWaiting() {
		Awaitility.await()
			.until(() -> this.threads.stream().allMatch((thread) -> thread.getState() == Thread.State.TIMED_WAITING));
		return this;
	}

	Thread thread(int index) {
		return this.threads.get(index);
	}

	FutureTask<T> outcome(int index) {
		return this.outcomes.get(index);
	}

	/**
	 * Wait for all threads.
	 * @return what they got
	 */
	List<T> results() throws Exception {
		List<T> results = new ArrayList<>();
		for (FutureTask<T> outcome : this.outcomes) {
			results.add(outcome.get());
		}
		return results;
	}

}
