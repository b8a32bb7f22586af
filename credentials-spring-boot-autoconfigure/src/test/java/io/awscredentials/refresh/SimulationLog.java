package io.awscredentials.refresh;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The last steps of a simulation, and the first rule that was broken.
 */
final class SimulationLog {

	private static final int LAST = 60;

	private final SimulatedTime time;

	private final Deque<String> steps = new ArrayDeque<>();

	private @Nullable String violation;

	SimulationLog(SimulatedTime time) {
		this.time = time;
	}

	void add(String provider, String step) {
		if (this.steps.size() == LAST) {
			this.steps.remove();
		}
		this.steps.add(this.time.instant() + " (" + this.time.elapsed() + " ms) " + provider + " " + step);
	}

	/**
	 * Note that a rule is broken. Not thrown, since it may be found out where the engine
	 * would catch it.
	 * @param provider the provider
	 * @param rule the number of the rule in the design, and what is against it
	 */
	void violation(String provider, String rule) {
		add(provider, "BREAKS " + rule);
		if (this.violation == null) {
			this.violation = provider + " breaks " + rule;
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
		return String.join(System.lineSeparator(), this.steps);
	}

}
