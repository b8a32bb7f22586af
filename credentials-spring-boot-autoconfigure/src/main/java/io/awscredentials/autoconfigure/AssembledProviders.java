package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * The providers that have been assembled, for those they are assembled from. Refreshes
 * the ones that start from another one and have failed, as soon as that one has
 * credentials: they may well have failed for want of these, or of the MFA code that was
 * needed for them.
 */
final class AssembledProviders implements RefreshListener {

	private final ProviderDefinitions definitions;

	private final Map<String, RefreshingCredentialsProvider> byName = new ConcurrentHashMap<>();

	/** What is had with the credentials of others, by the names of these. */
	private final Map<RefreshingCredentialsProvider, String> dependents = new ConcurrentHashMap<>();

	private volatile Function<String, CompletableFuture<?>> others = (name) -> CompletableFuture.completedFuture(null);

	AssembledProviders(ProviderDefinitions definitions) {
		this.definitions = definitions;
	}

	void add(RefreshingCredentialsProvider provider) {
		this.byName.put(provider.name(), provider);
	}

	/**
	 * Add what is had with the credentials of a provider and is none itself.
	 * @param dependent what refreshes it
	 * @param source the name of the provider
	 */
	void addDependent(RefreshingCredentialsProvider dependent, String source) {
		this.dependents.put(dependent, source);
	}

	/**
	 * Refresh others, of roles that are known only at run time, by this function.
	 * @param refresh refreshes those of a name
	 */
	void orElse(Function<String, CompletableFuture<?>> refresh) {
		this.others = refresh;
	}

	@Nullable RefreshingCredentialsProvider get(String name) {
		return this.byName.get(name);
	}

	/**
	 * Refresh the provider of a name.
	 * @param name the name
	 * @return a future that completes once that has ended, well or not
	 */
	CompletableFuture<?> refresh(String name) {
		RefreshingCredentialsProvider provider = get(name);
		return (provider != null) ? provider.refresh() : this.others.apply(name);
	}

	@Override
	public void refreshed(RefreshStatus status, Duration took) {
		for (String name : this.definitions.names()) {
			RefreshingCredentialsProvider provider = get(name);
			if (provider != null && status.provider().equals(this.definitions.get(name).properties().source())
					&& provider.status().failing()) {
				provider.refresh();
			}
		}
		this.dependents.forEach((dependent, source) -> {
			if (source.equals(status.provider()) && dependent.status().failing()) {
				dependent.refresh();
			}
		});
	}

	void close() {
		this.byName.values().forEach(RefreshingCredentialsProvider::close);
	}

}
