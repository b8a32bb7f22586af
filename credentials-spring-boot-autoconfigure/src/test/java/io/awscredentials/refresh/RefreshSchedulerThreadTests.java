package io.awscredentials.refresh;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the thread of a {@link RefreshScheduler}.
 */
@Timeout(120)
class RefreshSchedulerThreadTests {

	private final MutableClock clock = new MutableClock();

	private final RefreshScheduler scheduler = new RefreshScheduler(this.clock, Runnable::run);

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.scheduler.close();
	}

	@Test
	void threadIsDaemonAndEndsWithClose() throws InterruptedException {
		CountDownLatch ran = new CountDownLatch(1);
		schedule(ran, 0);
		ran.await();
		Thread thread = this.threads.get(0);
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread.getName()).isEqualTo("aws-credentials-scheduler");
		this.scheduler.close();
		assertThat(thread.isAlive()).isFalse();
		this.scheduler.close();
	}

	@Test
	void threadKeepsNothingOfTheCallerThatStartsIt() throws InterruptedException {
		ClassLoader mine = Thread.currentThread().getContextClassLoader();
		ClassLoader others = new ClassLoader(mine) {
		};
		CountDownLatch ran = new CountDownLatch(1);
		Thread.currentThread().setContextClassLoader(others);
		try {
			schedule(ran, 0);
		}
		finally {
			Thread.currentThread().setContextClassLoader(mine);
		}
		ran.await();
		assertThat(this.threads.get(0).getContextClassLoader()).isSameAs(mine);
	}

	@Test
	void threadIsOneForManyTasks() throws InterruptedException {
		CountDownLatch ran = new CountDownLatch(1_000);
		IntStream.range(0, 1_000).forEach((i) -> schedule(ran, i));
		this.clock.advance(Duration.ofSeconds(1_000));
		ran.await();
		assertThat(this.threads).hasSize(1_000).containsOnly(this.threads.get(0));
	}

	@Test
	void threadWakesForFirstTaskAndForEarlierOne() throws InterruptedException {
		InstantSource system = InstantSource.system();
		RefreshScheduler real = new RefreshScheduler(system, Runnable::run);
		try {
			CountDownLatch started = new CountDownLatch(1);
			real.schedule(task(started), 0);
			started.await();
			awaitIdle();
			CountDownLatch first = new CountDownLatch(1);
			real.schedule(task(first), system.millis());
			first.await();
			awaitIdle();
			CountDownLatch later = new CountDownLatch(1);
			CountDownLatch earlier = new CountDownLatch(1);
			real.schedule(task(later), system.millis() + Duration.ofHours(1).toMillis());
			real.schedule(task(earlier), system.millis());
			earlier.await();
			assertThat(later.getCount()).isOne();
		}
		finally {
			real.close();
		}
	}

	@Test
	void threadNoticesClockThatJumps() throws InterruptedException {
		CountDownLatch soon = new CountDownLatch(1);
		CountDownLatch back = new CountDownLatch(1);
		schedule(soon, 3_600);
		this.clock.advance(Duration.ofHours(2));
		soon.await();
		schedule(back, 3_600);
		this.clock.advance(Duration.ofHours(-5));
		back.await();
	}

	@Test
	void threadSurvivesTaskThatFailsOrInterruptsIt() throws InterruptedException {
		CountDownLatch failed = new CountDownLatch(1);
		this.scheduler.schedule(new ScheduledTask(() -> {
			this.threads.add(Thread.currentThread());
			Thread.currentThread().interrupt();
			failed.countDown();
			throw new OutOfMemoryError();
		}), 0);
		failed.await();
		awaitIdle();
		CountDownLatch ran = new CountDownLatch(1);
		schedule(ran, 0);
		ran.await();
	}

	@Test
	void threadKeepsNothingOfTheCallerWhoStartedIt() throws InterruptedException {
		InheritableThreadLocal<String> request = new InheritableThreadLocal<>();
		request.set("request");
		List<String> seen = new CopyOnWriteArrayList<>();
		CountDownLatch ran = new CountDownLatch(1);
		this.scheduler.schedule(new ScheduledTask(() -> {
			seen.add(String.valueOf(request.get()));
			ran.countDown();
		}), 0);
		ran.await();
		assertThat(seen).containsExactly("null");
	}

	@Test
	void closeFromWithinTaskEnds() throws InterruptedException {
		CountDownLatch closed = new CountDownLatch(1);
		this.scheduler.schedule(new ScheduledTask(() -> {
			this.threads.add(Thread.currentThread());
			this.scheduler.close();
			closed.countDown();
		}), 0);
		closed.await();
		this.threads.get(0).join();
	}

	private void schedule(CountDownLatch latch, int seconds) {
		this.scheduler.schedule(task(latch), this.clock.instant().plusSeconds(seconds).toEpochMilli());
	}

	private ScheduledTask task(CountDownLatch latch) {
		return new ScheduledTask(() -> {
			this.threads.add(Thread.currentThread());
			latch.countDown();
		});
	}

	/**
	 * Wait until the thread waits for a task.
	 */
	private void awaitIdle() {
		Awaitility.await().until(() -> this.threads.get(0).getState() == Thread.State.TIMED_WAITING);
	}

}
