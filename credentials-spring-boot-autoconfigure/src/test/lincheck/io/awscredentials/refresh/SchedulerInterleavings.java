package io.awscredentials.refresh;

import java.util.concurrent.atomic.AtomicInteger;

import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * Tests that no task gets lost or is run too often, however steps interleave.
 */
class SchedulerInterleavings {

	@Test
	void eachTaskIsRunOnce() {
		Lincheck.runConcurrentTest(Interleaved.INVOCATIONS, () -> {
			RefreshScheduler scheduler = Interleaved.scheduler();
			AtomicInteger first = new AtomicInteger();
			AtomicInteger second = new AtomicInteger();
			Interleaved.run(() -> scheduler.schedule(new ScheduledTask(first::incrementAndGet), 1), () -> {
				scheduler.schedule(new ScheduledTask(second::incrementAndGet), 0);
				scheduler.runDue();
			});
			scheduler.runDue();
			Interleaved.check(first.get() == 1 && second.get() == 1, "Each task is run once");
		});
	}

	@Test
	void taskThatIsMovedIsRunOnceOrTwice() {
		Lincheck.runConcurrentTest(Interleaved.INVOCATIONS, () -> {
			RefreshScheduler scheduler = Interleaved.scheduler();
			AtomicInteger runs = new AtomicInteger();
			ScheduledTask task = new ScheduledTask(runs::incrementAndGet);
			scheduler.schedule(task, 0);
			Interleaved.run(() -> scheduler.schedule(task, 1), scheduler::runDue);
			scheduler.runDue();
			int after = runs.get();
			scheduler.runDue();
			Interleaved.check((after == 1 || after == 2) && runs.get() == after, "A task is where it was moved to");
		});
	}

	@Test
	void nothingIsKeptAfterTheClose() {
		Lincheck.runConcurrentTest(Interleaved.INVOCATIONS, () -> {
			RefreshScheduler scheduler = Interleaved.scheduler();
			AtomicInteger runs = new AtomicInteger();
			Interleaved.run(scheduler::close, () -> scheduler.schedule(new ScheduledTask(runs::incrementAndGet), 0));
			scheduler.runDue();
			Interleaved.check(runs.get() == 0, "Nothing is run after the close");
		});
	}

}
