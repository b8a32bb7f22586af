package io.awscredentials.refresh;

import java.time.Duration;
import java.util.SplittableRandom;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A source that gives the same set again and again, as a fixed one in the environment.
 */
class SameSetTests {

	private final MutableClock clock = new MutableClock();

	private int asked;

	@Test
	void sourceIsNotAskedEverFasterAsTheSetRunsOut() {
		Credentials fixed = ScriptedSource.credentials(1, MutableClock.START.plus(Duration.ofHours(1)));
		CredentialsSource source = () -> {
			this.asked++;
			return fixed;
		};
		RefreshScheduler scheduler = new RefreshScheduler(this.clock, Runnable::run, new SplittableRandom(1), true);
		RefreshingCredentialsProvider provider = new RefreshingCredentialsProvider("default", source,
				RefreshPolicy.defaults(), scheduler, new RecordingListener());
		provider.resolveCredentials();
		for (int tenths = 0; tenths < 3600 * 10 - 1; tenths++) {
			this.clock.advance(Duration.ofMillis(100));
			scheduler.runDue();
			assertThat(provider.resolveCredentials()).isSameAs(fixed);
			if (tenths == 3540 * 10) {
				this.asked = 0;
			}
		}
		assertThat(this.asked).as("retrievals in the last minute").isBetween(1, 6);
	}

}
