package io.awscredentials.refresh;

import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FailSafeClock}, and of the engine with a clock that throws.
 */
@Timeout(60)
class FailSafeClockTests {

	private static final InstantSource THROWING = () -> {
		throw new StackOverflowError("clock");
	};

	@Test
	void clockThatThrowsIsReplacedAndToldOnce() {
		InstantSource clock = FailSafeClock.of(THROWING);
		try (LogCapture log = new LogCapture(FailSafeClock.class, Level.ERROR)) {
			long before = System.currentTimeMillis();
			assertThat(clock.millis()).isBetween(before, System.currentTimeMillis());
			assertThat(clock.instant().toEpochMilli()).isGreaterThanOrEqualTo(before);
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("ERROR The clock ")
				.endsWith("java.lang.StackOverflowError: clock");
		}
	}

	@Test
	void clockThatWorksIsTheTime() {
		MutableClock clock = new MutableClock();
		assertThat(FailSafeClock.of(clock).millis()).isEqualTo(MutableClock.START.toEpochMilli());
		assertThat(FailSafeClock.of(InstantSource.system())).isSameAs(InstantSource.system());
	}

	@Test
	void providerGoesOnWithClockThatThrows() {
		ScriptedSource source = new ScriptedSource(InstantSource.system());
		RefreshScheduler scheduler = new RefreshScheduler(THROWING, Runnable::run, new SplittableRandom(1), true);
		try (LogCapture log = new LogCapture(FailSafeClock.class, Level.ERROR)) {
			RefreshingCredentialsProvider provider = new RefreshingCredentialsProvider("default", source,
					RefreshPolicy.defaults(), scheduler, new RecordingListener());
			assertThat(provider.resolveCredentials().secretAccessKey()).isEqualTo("secret-1");
			scheduler.runDue();
			assertThat(provider.status().state()).isEqualTo(RefreshState.VALID);
			assertThat(log.lines()).hasSize(1);
		}
	}

	@Test
	void schedulerGoesOnWithClockThatThrowsNowAndThen() throws InterruptedException {
		AtomicInteger looks = new AtomicInteger();
		InstantSource system = InstantSource.system();
		InstantSource clock = () -> {
			if (looks.incrementAndGet() % 2 == 0) {
				throw new IllegalStateException("clock");
			}
			return system.instant();
		};
		try (LogCapture log = new LogCapture(FailSafeClock.class, Level.ERROR);
				RefreshScheduler scheduler = new RefreshScheduler(clock, Runnable::run)) {
			for (int i = 0; i < 3; i++) {
				CountDownLatch ran = new CountDownLatch(1);
				scheduler.schedule(new ScheduledTask(ran::countDown), system.millis() + 1);
				ran.await();
			}
			assertThat(List.copyOf(log.lines())).hasSize(1);
		}
	}

}
