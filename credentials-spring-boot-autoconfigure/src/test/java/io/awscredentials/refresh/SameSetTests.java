package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A source that gives the same set again and again, as a fixed one in the environment.
 */
class SameSetTests {

	private final MutableClock clock = new MutableClock();

	private int asked;

	private final Credentials fixed = ScriptedSource.credentials(1, MutableClock.START.plus(Duration.ofHours(1)));

	private final RefreshScheduler scheduler = new RefreshScheduler(this.clock, Runnable::run, new SplittableRandom(1),
			true);

	private final RefreshingCredentialsProvider provider = new RefreshingCredentialsProvider("default", source(),
			RefreshPolicy.defaults(), this.scheduler, new RecordingListener());

	@Test
	void sourceIsNotAskedEverFasterAsTheSetRunsOut() {
		this.provider.resolveCredentials();
		List<Duration> pauses = new ArrayList<>();
		Instant before = this.clock.instant();
		for (int tenths = 0; tenths < 3600 * 10 - 1; tenths++) {
			this.clock.advance(Duration.ofMillis(100));
			this.scheduler.runDue();
			assertThat(this.provider.resolveCredentials()).isSameAs(this.fixed);
			if (this.asked > pauses.size() + 1) {
				pauses.add(Duration.between(before, this.clock.instant()));
				before = this.clock.instant();
			}
		}
		Duration pause = Duration.ofMillis(RefreshPolicy.SAME_SET_PAUSE);
		assertThat(pauses).hasSizeGreaterThan(3).allSatisfy((since) -> assertThat(since).isGreaterThanOrEqualTo(pause));
	}

	@Test
	void callersDoNotWaitForASourceThatGaveTheSameSetJustNow() {
		this.provider.resolveCredentials();
		this.clock.advance(Duration.ofSeconds(3600 - 8));
		this.provider.refresh();
		assertThat(this.asked).isEqualTo(2);
		assertThat(this.provider.status().nextRefresh()).isEqualTo(this.clock.instant().plusSeconds(10));
		this.clock.advance(Duration.ofSeconds(7));
		assertThat(this.provider.resolveCredentials()).isSameAs(this.fixed);
		assertThat(this.asked).isEqualTo(2);
	}

	@Test
	void setIsNotServedPastItsExpiry() {
		this.provider.resolveCredentials();
		this.clock.advance(Duration.ofSeconds(3600 - 4));
		assertThat(this.provider.resolveCredentials()).isSameAs(this.fixed);
		assertThat(this.asked).isEqualTo(2);
		this.clock.advance(Duration.ofSeconds(4));
		assertThat(this.provider.status().state()).isEqualTo(RefreshState.EXPIRED);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(this.provider::resolveCredentials)
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(CredentialsErrorCode.EXPIRED));
	}

	private CredentialsSource source() {
		return () -> {
			this.asked++;
			return this.fixed;
		};
	}

}
