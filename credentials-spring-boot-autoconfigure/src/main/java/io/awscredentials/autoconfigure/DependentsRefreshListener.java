package io.awscredentials.autoconfigure;

import java.time.Duration;

import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Refreshes the providers that start from another one and have failed, as soon as that
 * one has credentials: they may well have failed for want of these, or of the MFA code
 * that was needed for them.
 *
 * @param descriptions the descriptions of all providers
 * @param providers the providers
 */
record DependentsRefreshListener(Descriptions descriptions,
		ObjectProvider<CredentialsProviders> providers) implements RefreshListener {

	@Override
	public void refreshed(RefreshStatus status, Duration took) {
		for (String name : this.descriptions.names()) {
			if (status.provider().equals(this.descriptions.get(name).properties().source())) {
				RefreshingCredentialsProvider provider = this.providers.getObject().get(name);
				if (provider != null && provider.status().failing()) {
					provider.refresh();
				}
			}
		}
	}

}
