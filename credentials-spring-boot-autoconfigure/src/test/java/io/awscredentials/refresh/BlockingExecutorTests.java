package io.awscredentials.refresh;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link BlockingExecutor}.
 */
@Timeout(120)
class BlockingExecutorTests {

	private static final int TASKS = 100;

	private final BlockingExecutor executor = new BlockingExecutor("aws-credentials-");

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void close() throws InterruptedException {
		this.released.countDown();
		this.executor.close(10_000);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void executeRunsEachTaskOnVirtualThread() throws Exception {
		CountDownLatch running = new CountDownLatch(TASKS);
		Set<Thread> threads = execute(running);
		running.await();
		assertThat(threads).hasSize(TASKS).allSatisfy((thread) -> {
			assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
			assertThat(thread.getName()).startsWith("aws-credentials-");
		});
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void executeRunsTasksOnSmallPool() throws InterruptedException {
		CountDownLatch running = new CountDownLatch(32);
		AtomicInteger ended = new AtomicInteger();
		CountDownLatch all = new CountDownLatch(TASKS);
		Set<Thread> threads = execute(running, () -> {
			ended.incrementAndGet();
			all.countDown();
		});
		running.await();
		assertThat(ended).hasValue(0);
		this.released.countDown();
		all.await();
		assertThat(threads).hasSize(32).allSatisfy((thread) -> {
			assertThat(thread.isDaemon()).isTrue();
			assertThat(thread.getName()).startsWith("aws-credentials-");
		});
	}

	@Test
	void closeInterruptsWhatRunsAndLeavesNoThread() throws InterruptedException {
		CountDownLatch running = new CountDownLatch(20);
		List<Thread> threads = new CopyOnWriteArrayList<>();
		CountDownLatch interrupted = new CountDownLatch(20);
		for (int i = 0; i < 20; i++) {
			this.executor.execute(() -> {
				threads.add(Thread.currentThread());
				running.countDown();
				try {
					this.released.await();
				}
				catch (InterruptedException ex) {
					interrupted.countDown();
				}
			});
		}
		running.await();
		this.executor.close(60_000);
		interrupted.await();
		for (Thread thread : threads) {
			if (Runtime.version().feature() < 21) {
				assertThat(thread.isAlive()).isFalse();
			}
			// Nobody sees a virtual one at its very end.
			thread.join();
		}
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.executor.execute(() -> {
		}));
	}

	@Test
	void closeDoesNotWaitForTaskThatDoesNotHeedIt() throws InterruptedException {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		this.executor.execute(() -> {
			running.countDown();
			while (this.released.getCount() > 0) {
				Thread.onSpinWait();
			}
			ended.countDown();
		});
		running.await();
		this.executor.close(1);
		assertThat(ended.getCount()).isOne();
		this.released.countDown();
		ended.await();
	}

	@Test
	void threadsHaveTheClassLoaderOfTheOwnerAndNothingOfTheCaller() throws InterruptedException {
		InheritableThreadLocal<String> request = new InheritableThreadLocal<>();
		request.set("request");
		List<Object> seen = new CopyOnWriteArrayList<>();
		CountDownLatch ran = new CountDownLatch(1);
		ClassLoader own = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(new ClassLoader(own) {
		});
		try {
			this.executor.execute(() -> {
				seen.add(Thread.currentThread().getContextClassLoader());
				seen.add(String.valueOf(request.get()));
				ran.countDown();
			});
			ran.await();
		}
		finally {
			Thread.currentThread().setContextClassLoader(own);
		}
		assertThat(seen).containsExactly(own, "null");
	}

	@Test
	void finishLetsEndWhatWasGivenAndTakesNothingMore() throws InterruptedException {
		CountDownLatch running = new CountDownLatch(1);
		AtomicInteger ended = new AtomicInteger();
		this.executor.execute(() -> {
			running.countDown();
			ended.incrementAndGet();
		});
		running.await();
		this.executor.finish(60_000);
		assertThat(ended).hasValue(1);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.executor.execute(() -> {
		}));
	}

	private Set<Thread> execute(CountDownLatch running) {
		return execute(running, () -> {
		});
	}

	private Set<Thread> execute(CountDownLatch running, Runnable end) {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < TASKS; i++) {
			this.executor.execute(() -> {
				threads.add(Thread.currentThread());
				running.countDown();
				try {
					this.released.await();
					end.run();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}
		return threads;
	}

}
