package io.awscredentials.refresh;

import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the rules of the engine, whatever happens in which order.
 */
class EngineSimulationTests {

	/**
	 * Another number of seeds from another one on: {@code -Dsimulation.seeds=100000
	 * -Dsimulation.seed=5000}.
	 */
	@Test
	@Timeout(value = 30, unit = TimeUnit.MINUTES)
	void rulesHoldWhateverHappens() {
		long first = Long.getLong("simulation.seed", 0);
		long count = Long.getLong("simulation.seeds", 2_000);
		try (LogCapture log = new LogCapture(RefreshingCredentialsProvider.class, Level.OFF)) {
			for (long seed = first; seed < first + count; seed++) {
				Simulation.run(seed);
			}
			assertThat(log.lines()).isEmpty();
		}
	}

}
