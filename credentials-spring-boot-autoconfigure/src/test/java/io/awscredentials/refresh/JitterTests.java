package io.awscredentials.refresh;

import java.util.SplittableRandom;

import io.awscredentials.refresh.Jitter.Delay;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Jitter}.
 */
class JitterTests {

	private final Jitter jitter = new Jitter(new SplittableRandom(3));

	@Test
	void drawIsWithinTheBounds() {
		assertThat(this.jitter.draw(new Delay(5, 5))).isEqualTo(5);
		assertThat(this.jitter.draw(new Delay(5, 4))).isEqualTo(5);
		for (int i = 0; i < 1_000; i++) {
			assertThat(this.jitter.draw(new Delay(5, 8))).isBetween(5L, 7L);
		}
	}

	@Test
	void doubledStopsAtTheLimit() {
		Delay first = new Delay(500, 1_000);
		Delay limit = Delay.ofSeconds(10, 30);
		assertThat(first.doubled(0, limit)).isEqualTo(first);
		assertThat(first.doubled(1, limit)).isEqualTo(new Delay(1_000, 2_000));
		assertThat(first.doubled(4, limit)).isEqualTo(new Delay(8_000, 16_000));
		assertThat(first.doubled(5, limit)).isEqualTo(limit);
		assertThat(first.doubled(Integer.MAX_VALUE, limit)).isEqualTo(limit);
	}

}
