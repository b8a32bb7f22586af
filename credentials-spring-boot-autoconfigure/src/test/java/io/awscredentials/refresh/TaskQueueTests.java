package io.awscredentials.refresh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link TaskQueue}.
 */
class TaskQueueTests {

	private final TaskQueue queue = new TaskQueue();

	@Test
	void firstIsAlwaysTheOneThatIsDueFirst() {
		SplittableRandom random = new SplittableRandom(11);
		List<ScheduledTask> tasks = new ArrayList<>();
		Set<ScheduledTask> queued = new HashSet<>();
		for (int i = 0; i < 200; i++) {
			tasks.add(new ScheduledTask(() -> {
			}));
		}
		for (int i = 0; i < 20_000; i++) {
			ScheduledTask task = tasks.get(random.nextInt(tasks.size()));
			if (random.nextInt(3) == 0) {
				this.queue.remove(task);
				queued.remove(task);
			}
			else {
				this.queue.put(task, random.nextLong(50));
				queued.add(task);
			}
			assertThat(this.queue.first()).isSameAs(queued.stream()
				.min(Comparator.comparingLong((ScheduledTask candidate) -> candidate.due)
					.thenComparingLong((candidate) -> candidate.sequence))
				.orElse(null));
		}
	}

	@Test
	void clearForgetsAll() {
		ScheduledTask task = new ScheduledTask(() -> {
		});
		this.queue.put(task, 1);
		this.queue.put(new ScheduledTask(() -> {
		}), 2);
		this.queue.clear();
		assertThat(this.queue.first()).isNull();
		this.queue.put(task, 3);
		assertThat(Objects.requireNonNull(this.queue.first()).due).isEqualTo(3);
	}

}
