package io.awscredentials.autoconfigure;

import java.time.Duration;

import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshStatus;

/**
 * Does something with the new credentials of a provider.
 *
 * @param provider the name of the provider
 * @param action what to do
 */
record RenewingRefreshListener(String provider, Runnable action) implements RefreshListener {

	@Override
	public void refreshed(RefreshStatus status, Duration took) {
		if (status.provider().equals(this.provider)) {
			this.action.run();
		}
	}

}
