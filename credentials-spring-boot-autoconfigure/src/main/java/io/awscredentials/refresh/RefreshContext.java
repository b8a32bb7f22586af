package io.awscredentials.refresh;

import java.time.InstantSource;

/**
 * What providers with the same settings share.
 *
 * @param policy when credentials are refreshed
 * @param scheduler wakes providers and runs their retrievals
 * @param listener is told what happens
 * @param clock tells the time
 */
record RefreshContext(RefreshPolicy policy, RefreshScheduler scheduler, RefreshListener listener, InstantSource clock) {

	static RefreshContext of(RefreshPolicy policy, RefreshScheduler scheduler, RefreshListener listener) {
		return new RefreshContext(policy, scheduler, listener, scheduler.clock());
	}

}
