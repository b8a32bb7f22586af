package io.awscredentials.refresh;

import java.time.InstantSource;

/**
 * What a provider works with.
 *
 * @param policy when credentials are refreshed
 * @param scheduler wakes providers and runs their retrievals
 * @param listener is told what happens
 */
record RefreshContext(RefreshPolicy policy, RefreshScheduler scheduler, RefreshListener listener) {

	InstantSource clock() {
		return this.scheduler.clock();
	}

}
