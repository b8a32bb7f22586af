package io.awscredentials.refresh;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import io.awscredentials.refresh.SimulatedSource.Mood;
import org.jspecify.annotations.Nullable;

/**
 * Providers whose sources, callers, listeners and clock do what a seed says, with no
 * thread but those that take turns and no time but its own. After each step all rules of
 * {@link SimulationInvariants} are checked.
 */
final class Simulation {

	private static final int STEPS = 120;

	private static final long LONGEST_TICK = 300_000;

	private static final int MOST_TASKS = 200;

	private final SimulatedTime time = new SimulatedTime();

	private final SimulationLog log = new SimulationLog(this.time);

	private final long seed;

	private final SplittableRandom random;

	private final SimulatedExecutor executor;

	private final RefreshScheduler scheduler;

	private final List<SimulatedProvider> providers;

	private int step;

	private long passEnd;

	private int mostTasks;

	private int rounds;

	private boolean over;

	private @Nullable Throwable thrown;

	Simulation(long seed) {
		this.seed = seed;
		this.random = new SplittableRandom(seed);
		this.executor = new SimulatedExecutor(this.random);
		this.scheduler = new RefreshScheduler(this.time, this.time::nanoTime, this.executor, this.random.split(), true);
		SimulatedProvider first = provider("default", null);
		this.providers = List.of(first, provider("other", null), provider("chained", first));
		this.providers.forEach((provider) -> {
			if (this.random.nextBoolean()) {
				provider.start();
			}
		});
	}

	private SimulatedProvider provider(String name, SimulatedProvider origin) {
		return new SimulatedProvider(name, this.time, this.log, this.random, this.scheduler, this.executor, origin);
	}

	/**
	 * Run the simulation of a seed.
	 * @param seed the seed
	 * @throws AssertionError if a rule is broken, with what to do to see it again
	 */
	static void run(long seed) {
		Simulation simulation = new Simulation(seed);
		try {
			SimulatedThread.drive(simulation);
			if (simulation.thrown != null) {
				throw simulation.thrown;
			}
		}
		catch (Throwable ex) {
			throw new AssertionError("Simulation " + seed + ": " + ex.getMessage()
					+ "\nTo see it again: mvn test -pl credentials-spring-boot-autoconfigure -am"
					+ " -Dsurefire.failIfNoSpecifiedTests=false -Dtest=EngineSimulationTests -Dsimulation.seeds=1"
					+ " -Dsimulation.seed=" + seed + "\nIts last steps:\n" + simulation.log.lastSteps(), ex);
		}
	}

	/**
	 * Do what there is to be done, in whatever task it pauses: called by each thread that
	 * is there in place of one that pauses.
	 */
	void drive() {
		try {
			while (!this.over) {
				if (!this.executor.runOne()) {
					advance();
				}
			}
		}
		catch (Throwable ex) {
			this.thrown = ex;
			this.over = true;
		}
	}

	boolean isOver() {
		return this.over;
	}

	/**
	 * Do what comes next when all tasks have ended or wait for time to pass.
	 */
	private void advance() {
		this.scheduler.runDue();
		if (this.executor.hasNew()) {
			if (++this.rounds > 1_000) {
				throw new AssertionError("There is no end of tasks");
			}
			return;
		}
		this.rounds = 0;
		this.providers.forEach(SimulatedProvider::check);
		this.log.check();
		if (this.time.elapsed() < this.passEnd && this.executor.count() < this.mostTasks) {
			tick();
		}
		else if (this.step < STEPS) {
			this.step++;
			step(this.providers.get(this.random.nextInt(this.providers.size())));
		}
		else if (this.step++ == STEPS) {
			this.providers.forEach(SimulatedProvider::close);
			pass(Duration.ofHours(24).toMillis());
			this.mostTasks = Integer.MAX_VALUE;
		}
		else {
			this.providers.forEach(SimulatedProvider::resolve);
			this.log.check();
			if (this.executor.isPaused()) {
				throw new AssertionError("A retrieval or listener goes on for ever");
			}
			this.over = true;
		}
	}

	private void tick() {
		long tick = Math.min(this.passEnd - this.time.elapsed(), LONGEST_TICK);
		for (SimulatedProvider provider : this.providers) {
			tick = Math.min(tick, provider.untilNextEvent());
		}
		this.time.pass(tick);
		if (this.random.nextBoolean()) {
			// Else threads that have waited for that time go on first.
			this.scheduler.runDue();
		}
	}

	/**
	 * Let time pass with the next steps. It ends early where much happens: an outage of
	 * thirteen hours shows no more than one of some minutes.
	 * @param millis how long
	 */
	private void pass(long millis) {
		this.passEnd = this.time.elapsed() + millis;
		this.mostTasks = this.executor.count() + MOST_TASKS;
	}

	private void step(SimulatedProvider provider) {
		int choice = this.random.nextInt(100);
		if (choice < 35) {
			for (int calls = this.random.nextInt(1, 4); calls > 0; calls--) {
				provider.resolve();
			}
		}
		else if (choice < 50) {
			pass(this.random.nextLong(1, 5_000));
		}
		else if (choice < 64) {
			pass(this.random.nextLong(5_000, 600_000));
		}
		else if (choice < 67) {
			pass(this.random.nextLong(600_000, Duration.ofHours(13).toMillis()));
		}
		else if (choice < 80) {
			changeMood(provider.source());
		}
		else {
			rareStep(provider, choice);
		}
	}

	private void rareStep(SimulatedProvider provider, int choice) {
		switch (choice) {
			case 80, 81, 82 -> provider.refresh();
			case 83 -> provider.refreshWithoutThread();
			case 84, 85, 86, 87 -> provider.invalidate();
			case 88 -> provider.invalidateOthers();
			case 89, 90, 91 -> provider.answer();
			case 92, 93 -> setClock(Duration.ofHours(8));
			case 94 -> setClock(Duration.ofMinutes(-5));
			case 95, 96 -> provider.listener().difficult(this.random.nextBoolean());
			case 97 -> closeSeldom(provider);
			default -> pass(this.random.nextLong(1, 2_000));
		}
	}

	private void changeMood(SimulatedSource source) {
		boolean right = this.random.nextInt(3) == 0;
		Mood mood = (right) ? Mood.RIGHT : Mood.values()[this.random.nextInt(Mood.values().length)];
		source.mood(mood, this.random.nextInt(3) == 0);
		this.log.add("-", "source turns", mood);
	}

	private void setClock(Duration by) {
		this.log.add("-", "clock is set by", by);
		this.time.setClock(by.toMillis());
		if (by.isNegative()) {
			this.providers.forEach(SimulatedProvider::clockSetBack);
		}
		if (this.random.nextBoolean()) {
			// Callers may be faster than the scheduler.
			this.providers.forEach(SimulatedProvider::resolve);
		}
	}

	private void closeSeldom(SimulatedProvider provider) {
		if (this.random.nextInt(8) == 0) {
			provider.close();
		}
	}

}
