package io.awscredentials.refresh;

import java.time.InstantSource;

import io.awscredentials.CredentialsSource;

/**
 * What providers work with.
 *
 * @param policy when credentials are refreshed
 * @param scheduler wakes providers and runs their retrievals
 * @param listener is told what happens
 * @hidden
 */
public record RefreshContext(RefreshPolicy policy, RefreshScheduler scheduler, RefreshListener listener) {

	/**
	 * Create a provider that is refreshed in the background only while it is in use.
	 * @param name the name of the provider
	 * @param source where the credentials come from
	 * @param usage says whether the credentials are in use
	 * @return the provider
	 */
	public RefreshingCredentialsProvider provider(String name, CredentialsSource source, Usage usage) {
		return new RefreshingCredentialsProvider(name, source, this, usage);
	}

	InstantSource clock() {
		return this.scheduler.clock();
	}

}
