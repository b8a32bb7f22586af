package io.awscredentials.refresh;

import java.time.Instant;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * The last steps of a simulation, and the first rule that was broken. Their text is made
 * only where somebody reads it.
 */
final class SimulationLog {

	private final SimulatedTime time;

	private final Step[] steps = new Step[60];

	private int count;

	private @Nullable String violation;

	SimulationLog(SimulatedTime time) {
		this.time = time;
	}

	void add(String provider, Object... words) {
		this.steps[this.count++ % this.steps.length] = new Step(this.time.instant(), this.time.elapsed(), provider,
				words);
	}

	/**
	 * Note that a rule is broken. Not thrown, since it may be found out where the engine
	 * would catch it.
	 * @param provider the provider
	 * @param rule the number of the rule in the design, and what is against it
	 */
	void violation(String provider, Object... rule) {
		add(provider, "BREAKS", join(rule));
		if (this.violation == null) {
			this.violation = provider + " breaks " + join(rule);
		}
	}

	/**
	 * Fail if a rule is broken.
	 */
	void check() {
		if (this.violation != null) {
			throw new AssertionError(this.violation);
		}
	}

	String lastSteps() {
		StringBuilder text = new StringBuilder();
		for (int step = Math.max(0, this.count - this.steps.length); step < this.count; step++) {
			text.append(this.steps[step % this.steps.length]).append(System.lineSeparator());
		}
		return text.toString();
	}

	private static String join(Object[] words) {
		StringJoiner text = new StringJoiner(" ");
		for (Object word : words) {
			text.add(String.valueOf(word));
		}
		return text.toString();
	}

	/**
	 * A step.
	 *
	 * @param at what the clock showed
	 * @param elapsed how much time had passed, in milliseconds
	 * @param provider the name of the provider
	 * @param words what happened, in values that do not change
	 */
	private record Step(Instant at, long elapsed, String provider, Object[] words) {

		@Override
		public String toString() {
			return this.at + " (" + this.elapsed + " ms) " + this.provider + " " + join(this.words);
		}

	}

}
