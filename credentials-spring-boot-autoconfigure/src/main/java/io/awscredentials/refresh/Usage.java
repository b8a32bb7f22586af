package io.awscredentials.refresh;

import java.util.concurrent.atomic.LongAdder;

/**
 * Whether the credentials of a provider are in use, and so worth a refresh in the
 * background.
 *
 * @hidden
 */
public interface Usage {

	/**
	 * The usage of a provider that is refreshed all the time.
	 */
	Usage ALWAYS = new Usage() {
	};

	/**
	 * Note a use. Called with each, so it has to be next to nothing.
	 * @param now the time, in milliseconds of the epoch
	 */
	default void used(long now) {
	}

	/**
	 * Return whether the credentials have not been used for so long that they are not
	 * worth a refresh.
	 * @param now the time, in milliseconds of the epoch
	 * @return whether they are idle
	 */
	default boolean idle(long now) {
		return false;
	}

	/**
	 * Return when the credentials may be idle.
	 * @param now the time, in milliseconds of the epoch
	 * @return the time, or {@link Long#MAX_VALUE} for never
	 */
	default long idleAt(long now) {
		return Long.MAX_VALUE;
	}

	/**
	 * Called when they are idle, or their provider is closed.
	 */
	default void forget() {
	}

	/**
	 * Return what counts how many times credentials were served although a refresh of
	 * them had failed.
	 * @return a counter of its own, or one for several providers
	 */
	default LongAdder servedStale() {
		return new LongAdder();
	}

}
