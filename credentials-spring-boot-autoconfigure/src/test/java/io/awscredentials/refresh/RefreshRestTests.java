package io.awscredentials.refresh;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing is refreshed in the background while the scheduler rests.
 */
class RefreshRestTests {

	private final Harness harness = new Harness();

	@Test
	void restingRefreshesNothingInTheBackground() {
		this.harness.resolve();
		this.harness.scheduler.rest(true);
		this.harness.advance(Duration.ofHours(5));
		assertThat(this.harness.source.calls()).isEqualTo(1);
		assertThat(this.harness.state()).isEqualTo(RefreshState.EXPIRED);
	}

	@Test
	void whatIsOverdueIsRefreshedAfterTheRest() {
		this.harness.resolve();
		this.harness.scheduler.rest(true);
		this.harness.advance(Duration.ofHours(5));
		this.harness.scheduler.rest(false);
		this.harness.scheduler.runDue();
		assertThat(this.harness.source.calls()).isEqualTo(2);
		assertThat(this.harness.state()).isEqualTo(RefreshState.VALID);
	}

	@Test
	void whoAsksWhileRestingGetsCredentials() {
		this.harness.resolve();
		this.harness.scheduler.rest(true);
		this.harness.advance(Duration.ofHours(5));
		assertThat(this.harness.resolve())
			.isEqualTo(ScriptedSource.credentials(2, this.harness.clock.instant().plus(Duration.ofHours(1))));
	}

	@Test
	void threadThatRestsKeepsTheTimeOutsOfCallers() throws InterruptedException {
		RefreshScheduler real = new RefreshScheduler(InstantSource.system(), Runnable::run);
		try {
			real.rest(true);
			AtomicInteger ran = new AtomicInteger();
			CountDownLatch due = new CountDownLatch(1);
			real.schedule(new ScheduledTask(() -> {
				ran.incrementAndGet();
				due.countDown();
			}), 0);
			CountDownLatch timeout = new CountDownLatch(1);
			real.scheduleTimeout(new ScheduledTask(timeout::countDown), 1);
			assertThat(timeout.await(1, TimeUnit.MINUTES)).isTrue();
			assertThat(ran).hasValue(0);
			real.rest(false);
			assertThat(due.await(1, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			real.close();
		}
	}

}
