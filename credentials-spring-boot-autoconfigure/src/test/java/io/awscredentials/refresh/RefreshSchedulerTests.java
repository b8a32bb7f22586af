package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RefreshScheduler}, driven by hand.
 */
class RefreshSchedulerTests {

	private final MutableClock clock = new MutableClock();

	private final RefreshScheduler scheduler = new RefreshScheduler(this.clock, Runnable::run, new SplittableRandom(3),
			true);

	private final List<String> runs = new ArrayList<>();

	@Test
	void runDueRunsInTheOrderOfDueTimes() {
		schedule(task("third"), 3);
		schedule(task("first"), 1);
		schedule(task("second"), 2);
		schedule(task("later"), 11);
		assertThat(runsAfter(0)).isEmpty();
		assertThat(runsAfter(10)).containsExactly("first", "second", "third");
		assertThat(runsAfter(0)).isEmpty();
		assertThat(runsAfter(1)).containsExactly("later");
	}

	@Test
	void runDueRunsTasksOfTheSameTimeInTheOrderOfTheirScheduling() {
		for (int i = 0; i < 100; i++) {
			schedule(task("task-" + i), 1);
		}
		assertThat(runsAfter(1)).hasSize(100).startsWith("task-0", "task-1", "task-2").endsWith("task-98", "task-99");
	}

	@Test
	void scheduleReplacesTheEarlierTime() {
		ScheduledTask task = task("moved");
		schedule(task, 1);
		schedule(task, 5);
		assertThat(runsAfter(4)).isEmpty();
		schedule(task, 0);
		assertThat(runsAfter(0)).containsExactly("moved");
		assertThat(runsAfter(60)).isEmpty();
	}

	@Test
	void scheduleForNeverCancels() {
		ScheduledTask task = task("cancelled");
		schedule(task, 1);
		this.scheduler.schedule(task, Snapshot.NEVER);
		this.scheduler.schedule(task, Snapshot.NEVER);
		assertThat(runsAfter(3600)).isEmpty();
	}

	@Test
	void scheduleFromWithinTheTaskRunsItAgain() {
		List<ScheduledTask> self = new ArrayList<>();
		ScheduledTask task = new ScheduledTask(() -> {
			this.runs.add("again");
			schedule(self.get(0), 1);
		});
		self.add(task);
		schedule(task, 1);
		assertThat(runsAfter(1)).containsExactly("again");
		assertThat(runsAfter(1)).containsExactly("again");
	}

	@Test
	void taskIsRunOnceInARound() {
		List<ScheduledTask> self = new ArrayList<>();
		ScheduledTask task = new ScheduledTask(() -> {
			this.runs.add("again");
			if (this.runs.size() < 10) {
				schedule(self.get(0), 0);
			}
		});
		self.add(task);
		schedule(task, 0);
		assertThat(runsAfter(0)).containsExactly("again");
		assertThat(runsAfter(-600)).containsExactly("again");
	}

	@Test
	void runDueWhenTaskFailsRunsTheOthers() {
		schedule(new ScheduledTask(() -> {
			throw new StackOverflowError();
		}), 1);
		schedule(task("other"), 1);
		assertThat(runsAfter(1)).containsExactly("other");
	}

	@Test
	void runDueWhenClockIsSetBackRunsAll() {
		schedule(task("soon"), 10);
		schedule(task("late"), 3600);
		assertThat(runsAfter(1)).isEmpty();
		assertThat(runsAfter(-600)).containsExactly("soon", "late");
		schedule(task("next"), 10);
		assertThat(runsAfter(1)).as("what was planned since by the new time").isEmpty();
	}

	@Test
	void runDueWhenClockIsSetBackByASecondRunsNothing() {
		schedule(task("late"), 3600);
		runsAfter(1);
		this.clock.advance(Duration.ofMillis(-RefreshScheduler.SET_BACK));
		assertThat(runsAfter(0)).isEmpty();
		this.clock.advance(Duration.ofMillis(-RefreshScheduler.SET_BACK - 1));
		assertThat(runsAfter(0)).containsExactly("late");
	}

	@Test
	void runDueWhenClockJumpsAheadRunsWhatIsOverdue() {
		schedule(task("soon"), 10);
		schedule(task("tomorrow"), 86_400);
		assertThat(runsAfter(20_000)).containsExactly("soon");
	}

	@Test
	void closeForgetsAllTasks() {
		schedule(task("first"), 1);
		this.scheduler.close();
		this.scheduler.close();
		schedule(task("second"), 1);
		assertThat(runsAfter(10)).isEmpty();
	}

	@Test
	void refreshesOfManyProvidersAreSpread() {
		int count = 10_000;
		List<RefreshingCredentialsProvider> providers = new ArrayList<>();
		ScriptedSource source = new ScriptedSource(this.clock);
		for (int i = 0; i < count; i++) {
			RefreshingCredentialsProvider provider = new RefreshingCredentialsProvider("provider-" + i, source,
					RefreshPolicy.defaults(), this.scheduler, new RefreshListener() {
					});
			provider.start();
			providers.add(provider);
		}
		Map<Long, Integer> refreshes = new HashMap<>();
		for (long second = 1; second <= 3600; second++) {
			int before = source.calls();
			runsAfter(1);
			if (source.calls() > before) {
				refreshes.put(second, source.calls() - before);
			}
		}
		Duration window = Duration.ofMinutes(15).dividedBy(2);
		double mean = (double) count / window.toSeconds();
		assertThat(source.calls()).isEqualTo(2 * count);
		assertThat(refreshes.keySet())
			.allSatisfy((second) -> assertThat(second).isBetween(45L * 60, 45L * 60 + window.toSeconds()));
		assertThat(refreshes.values()).allSatisfy((calls) -> assertThat((double) calls).isLessThan(2 * mean));
		assertThat(providers).allMatch((provider) -> provider.status().state() == RefreshState.VALID);
	}

	private ScheduledTask task(String name) {
		return new ScheduledTask(() -> this.runs.add(name));
	}

	private void schedule(ScheduledTask task, int seconds) {
		Instant due = this.clock.instant().plusSeconds(seconds);
		this.scheduler.schedule(task, due.toEpochMilli());
	}

	private List<String> runsAfter(int seconds) {
		this.runs.clear();
		this.clock.advance(Duration.ofSeconds(seconds));
		this.scheduler.runDue();
		return List.copyOf(this.runs);
	}

}
