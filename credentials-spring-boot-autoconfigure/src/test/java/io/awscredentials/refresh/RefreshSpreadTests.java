package io.awscredentials.refresh;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand roles that were obtained within seconds do not come back at once, neither
 * the first time nor later.
 */
class RefreshSpreadTests {

	private static final int ROLES = 10_000;

	private static final int CYCLES = 6;

	private final Map<Long, Map<Long, Integer>> refreshes = new TreeMap<>();

	private final RoleHarness harness = new RoleHarness(2 * ROLES, Duration.ofDays(2), new RefreshListener() {

		@Override
		public void refreshed(RefreshStatus status, Duration took) {
			count(status.refreshes() - 1);
		}

	});

	private void count(long cycle) {
		long second = this.harness.clock.instant().getEpochSecond();
		this.refreshes.computeIfAbsent(cycle, (key) -> new HashMap<>()).merge(second, 1, Integer::sum);
	}

	@Test
	void noSecondSeesMoreThanTwiceTheMeanInAnyCycle() {
		for (int i = 0; i < ROLES; i++) {
			this.harness.role(i).resolveCredentials();
			if (i % 1_000 == 0) {
				this.harness.advance(Duration.ofSeconds(1));
			}
		}
		this.harness.advance(Duration.ofMinutes(53).multipliedBy(CYCLES));
		for (long cycle = 1; cycle <= CYCLES; cycle++) {
			Map<Long, Integer> seconds = this.refreshes.get(cycle);
			int total = seconds.values().stream().mapToInt(Integer::intValue).sum();
			int most = seconds.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
			assertThat(total).as("cycle %d", cycle).isEqualTo(ROLES);
			assertThat((double) most).as("cycle %d", cycle).isLessThanOrEqualTo(2.0 * total / seconds.size());
		}
	}

}
