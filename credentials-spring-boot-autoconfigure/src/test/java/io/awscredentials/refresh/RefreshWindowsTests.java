package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.awscredentials.internal.PastExpiry;
import io.awscredentials.refresh.RefreshPolicy.OnFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the refresh of a set starts, and when callers wait for it, by its lifetime.
 */
class RefreshWindowsTests {

	private static final Instant START = MutableClock.START;

	private final RefreshScheduler scheduler = new RefreshScheduler(new MutableClock(), Runnable::run,
			new SplittableRandom(7), true);

	@ParameterizedTest(name = "{0}, prefetch {1}, jitter {2}, expiry window {3}")
	@CsvSource(delimiter = '|', textBlock = """
			# lifetime | prefetch | jitter | expiry window | refresh from | refresh until | callers wait from
			PT20M      |          | 0.5    | PT1M          | PT15M        | PT17M30S      | PT19M
			PT20M1S    |          | 0.5    | PT1M          | PT5M1S       | PT12M31S      | PT19M1S
			PT1H       |          | 0.5    | PT1M          | PT45M        | PT52M30S      | PT59M
			PT89M59S   |          | 0.5    | PT1M          | PT74M59S     | PT82M29S      | PT88M59S
			PT90M      |          | 0.5    | PT1M          | PT30M        | PT60M         | PT89M
			PT12H      |          | 0.5    | PT1M          | PT11H        | PT11H30M      | PT11H59M
			PT5M1S     |          | 0.5    | PT1M          | PT1S         | PT2M31S       | PT4M1S
			PT5M       |          | 0.5    | PT1M          | PT2M30S      | PT3M45S       | PT4M
			PT2M       |          | 0.5    | PT1M          | PT1M         | PT1M30S       | PT1M30S
			PT1S       |          | 0.5    | PT1M          | PT0.5S       | PT0.75S       | PT0.75S
			PT0.001S   |          | 0.5    | PT1M          | PT0.001S     | PT0.001S      | PT0.001S
			PT1H       | PT10M    | 0.5    | PT1M          | PT50M        | PT55M         | PT59M
			PT1H       | PT59M59S | 0.5    | PT1M          | PT1S         | PT30M0.5S     | PT59M
			PT1H       | PT1H     | 0.5    | PT1M          | PT30M        | PT45M         | PT59M
			PT1H       | PT48H    | 0.5    | PT1M          | PT30M        | PT45M         | PT59M
			PT1H       | PT1M     | 0.5    | PT1M          | PT59M        | PT59M         | PT59M
			PT1H       | PT30S    | 0.5    | PT1M          | PT59M30S     | PT59M30S      | PT59M30S
			PT1H       |          | 0      | PT1M          | PT45M        | PT45M         | PT59M
			PT1H       |          | 1      | PT1M          | PT45M        | PT59M         | PT59M
			PT1H       |          | 1      | PT0S          | PT45M        | PT1H          | PT1H
			PT20M      |          | 0.5    | PT10M         | PT15M        | PT15M         | PT15M
			""")
	void windowsOf(Duration lifetime, @Nullable Duration prefetch, double jitter, Duration expiryWindow, Duration from,
			Duration until, Duration mandatory) {
		RefreshPolicy policy = new RefreshPolicy(prefetch, jitter, expiryWindow, Duration.ofSeconds(30),
				OnFailure.AUTO);
		LongSummaryStatistics drawn = IntStream.range(0, 500)
			.mapToLong((draw) -> obtained(policy, START.plus(lifetime)).nextRefreshAt - START.toEpochMilli())
			.summaryStatistics();
		long width = until.minus(from).toMillis();
		assertThat(drawn.getMin()).as("first refresh").isBetween(from.toMillis(), from.toMillis() + width / 20);
		assertThat(drawn.getMax()).as("last refresh").isBetween(until.toMillis() - width / 20, until.toMillis());
		assertThat(cached(obtained(policy, START.plus(lifetime))).mandatoryAt() - START.toEpochMilli())
			.as("callers wait from")
			.isEqualTo(mandatory.toMillis());
	}

	@Test
	void windowsOfSetWithoutExpirationNeverOpen() {
		Snapshot obtained = obtained(RefreshPolicy.defaults(), null);
		assertThat(obtained.nextRefreshAt).isEqualTo(Snapshot.NEVER);
		assertThat(obtained.fresh(Snapshot.NEVER - 1)).isNotNull();
	}

	@ParameterizedTest(name = "expiration {0}")
	@CsvSource({ "+1000000000-12-31T23:59:59.999999999Z", "+292278994-08-17T07:12:55.807Z" })
	void windowsOfExpirationBeyondMillisecondsNeverOpen(Instant expiration) {
		Snapshot obtained = obtained(RefreshPolicy.defaults(), expiration);
		assertThat(obtained.nextRefreshAt).isEqualTo(Snapshot.NEVER);
		assertThat(obtained.fresh(Snapshot.NEVER - 1)).isNotNull();
	}

	@Test
	void windowsOfSettingsBeyondMillisecondsAreBounded() {
		Duration huge = Duration.ofSeconds(Long.MAX_VALUE);
		RefreshPolicy policy = new RefreshPolicy(huge, 0, huge, huge, OnFailure.AUTO);
		Snapshot obtained = obtained(policy, START.plus(Duration.ofHours(1)));
		assertThat(obtained.nextRefreshAt).isEqualTo(START.plus(Duration.ofMinutes(30)).toEpochMilli());
		assertThat(cached(obtained).mandatoryAt()).isEqualTo(START.plus(Duration.ofMinutes(45)).toEpochMilli());
		assertThat(policy.timeoutNanos()).isEqualTo(Long.MAX_VALUE);
	}

	private Snapshot obtained(RefreshPolicy policy, @Nullable Instant expiration) {
		Retrieval retrieval = new Retrieval(ScriptedSource.credentials(1, expiration), null, PastExpiry.REFUSE, null,
				START.toEpochMilli(), Duration.ZERO, null);
		return Snapshot.INITIAL.after("default", retrieval,
				new RefreshContext(policy, this.scheduler, new RecordingListener()),
				this.scheduler.jitter().nextPoint());
	}

	private static CachedCredentials cached(Snapshot snapshot) {
		return Objects.requireNonNull(snapshot.cached);
	}

}
