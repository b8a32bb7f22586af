package io.awscredentials.refresh;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Reminder}.
 */
class ReminderTests {

	private final MutableClock clock = new MutableClock();

	private final AtomicInteger runs = new AtomicInteger();

	@Test
	void actionRunsAtTheTimeThatWasSaidLast() {
		RefreshScheduler scheduler = new RefreshScheduler(this.clock, Runnable::run, new SplittableRandom(1), true);
		try (Reminder reminder = new Reminder(scheduler, this.runs::incrementAndGet)) {
			reminder.at(this.clock.instant().plusSeconds(1));
			reminder.at(this.clock.instant().plusSeconds(5));
			this.clock.advance(Duration.ofSeconds(4));
			scheduler.runDue();
			assertThat(this.runs).hasValue(0);
			this.clock.advance(Duration.ofSeconds(1));
			scheduler.runDue();
			assertThat(this.runs).hasValue(1);
		}
	}

	@Test
	void actionDoesNotRunOnceClosed() {
		RefreshScheduler scheduler = new RefreshScheduler(this.clock, Runnable::run, new SplittableRandom(1), true);
		Reminder reminder = new Reminder(scheduler, this.runs::incrementAndGet);
		reminder.at(this.clock.instant().plusSeconds(1));
		reminder.close();
		this.clock.advance(Duration.ofSeconds(2));
		scheduler.runDue();
		assertThat(this.runs).hasValue(0);
	}

	@Test
	void actionRunsWhereNoThreadTakesIt() {
		RefreshScheduler scheduler = new RefreshScheduler(this.clock, (task) -> {
			throw new RejectedExecutionException();
		}, new SplittableRandom(1), true);
		try (Reminder reminder = new Reminder(scheduler, this.runs::incrementAndGet)) {
			reminder.at(this.clock.instant());
			scheduler.runDue();
			assertThat(this.runs).hasValue(1);
		}
	}

}
