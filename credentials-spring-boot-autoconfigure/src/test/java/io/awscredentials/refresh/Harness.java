package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.RefreshPolicy.OnFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * One provider with a source, a clock and a scheduler that are driven by hand.
 */
final class Harness {

	private static final Duration TICK = Duration.ofMillis(500);

	final MutableClock clock = new MutableClock();

	// Elapsed time, in which the sleep of the machine does not count.
	private long nanos;

	final ScriptedSource source = new ScriptedSource(this.clock);

	final RecordingListener listener = new RecordingListener();

	final RefreshScheduler scheduler;

	final RefreshingCredentialsProvider provider;

	Harness() {
		this(RefreshPolicy.defaults());
	}

	Harness(RefreshPolicy policy) {
		this(policy, Runnable::run);
	}

	Harness(RefreshPolicy policy, Executor executor) {
		this.scheduler = new RefreshScheduler(this.clock, () -> this.nanos, executor, new SplittableRandom(42), true);
		this.provider = provider(policy, this.listener);
	}

	RefreshingCredentialsProvider provider(RefreshPolicy policy, RefreshListener listener) {
		return new RefreshingCredentialsProvider("default", this.source, policy, this.scheduler, listener);
	}

	static RefreshPolicy policy(OnFailure onFailure) {
		return new RefreshPolicy(null, 0.5, Duration.ofMinutes(1), Duration.ofSeconds(30), onFailure);
	}

	/**
	 * Return the default policy, but that no retrieval is given up.
	 */
	static RefreshPolicy patient() {
		return new RefreshPolicy(null, 0.5, Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofDays(1),
				OnFailure.AUTO);
	}

	static RefreshPolicy timeout(Duration timeout) {
		return new RefreshPolicy(null, 0.5, Duration.ofMinutes(1), timeout, OnFailure.AUTO);
	}

	/**
	 * Let time pass with the scheduler at work.
	 * @param duration how long
	 * @return this
	 */
	Harness advance(Duration duration) {
		Instant end = this.clock.instant().plus(duration);
		while (this.clock.instant().isBefore(end)) {
			Duration rest = Duration.between(this.clock.instant(), end);
			Duration tick = (rest.compareTo(TICK) < 0) ? rest : TICK;
			this.clock.advance(tick);
			elapse(tick);
		}
		return this;
	}

	/**
	 * Let time pass with the scheduler at work, and the clock standing still.
	 * @param duration how long
	 * @return this
	 */
	Harness elapse(Duration duration) {
		this.nanos += duration.toNanos();
		this.scheduler.runDue();
		return this;
	}

	/**
	 * Let time pass with the machine asleep: the scheduler has not run yet.
	 * @param duration how long
	 * @return this
	 */
	Harness sleep(Duration duration) {
		this.clock.advance(duration);
		return this;
	}

	Credentials resolve() {
		return this.provider.resolveCredentials();
	}

	CredentialsException resolveFailure() {
		CredentialsException failure = catchThrowableOfType(CredentialsException.class, this::resolve);
		assertThat(failure).as("failure of resolveCredentials()").isNotNull();
		return failure;
	}

	RefreshStatus status() {
		return this.provider.status();
	}

	RefreshState state() {
		return status().state();
	}

	/**
	 * Return how long it is until the next refresh.
	 */
	Duration next() {
		Instant next = status().nextRefresh();
		assertThat(next).as("next refresh").isNotNull();
		return Duration.between(this.clock.instant(), next);
	}

}
