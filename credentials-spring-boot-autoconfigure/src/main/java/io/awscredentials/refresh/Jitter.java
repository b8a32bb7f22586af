package io.awscredentials.refresh;

import java.util.random.RandomGenerator;

/**
 * Draws what is random in the times of refreshes. Thread-safe.
 */
final class Jitter {

	/** The fraction of the golden ratio, by 2^32. */
	private static final int GOLDEN_RATIO = 0x9E3779B9;

	private final RandomGenerator random;

	private int point;

	Jitter(RandomGenerator random) {
		this.random = random;
		this.point = random.nextInt();
	}

	/**
	 * Draw a duration at random.
	 * @param delay its bounds
	 * @return a duration in milliseconds
	 */
	synchronized long draw(Delay delay) {
		return (delay.from() < delay.to()) ? this.random.nextLong(delay.from(), delay.to()) : delay.from();
	}

	/**
	 * Return the point of a provider: where its refreshes lie in the time that they may
	 * take place in. The points are spread more evenly than random ones, any number of
	 * them that were taken in a row: they are the multiples of the golden ratio. The
	 * first one is random, so that it is another one on each machine.
	 * @return a point, as a fraction of 2^32
	 */
	synchronized int nextPoint() {
		this.point += GOLDEN_RATIO;
		return this.point;
	}

	/**
	 * The bounds of a random duration, in milliseconds.
	 *
	 * @param from the least
	 * @param to the bound, which is not reached
	 */
	record Delay(long from, long to) {

		static Delay ofSeconds(long from, long to) {
			return new Delay(1_000 * from, 1_000 * to);
		}

		/**
		 * Return the bounds after a number of doublings.
		 * @param doublings the number
		 * @param limit what they never go beyond
		 * @return the bounds
		 */
		Delay doubled(int doublings, Delay limit) {
			int shift = Math.min(doublings, 20);
			return new Delay(Math.min(this.from << shift, limit.from), Math.min(this.to << shift, limit.to));
		}

	}

}
