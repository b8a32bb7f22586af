package io.awscredentials.refresh;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The refreshing providers of an application, by name. Immutable.
 */
public final class CredentialsProviders {

	private final Map<String, RefreshingCredentialsProvider> providers;

	/**
	 * Create a new instance.
	 * @param providers the providers, in the order in which they are shown
	 */
	public CredentialsProviders(Collection<RefreshingCredentialsProvider> providers) {
		Map<String, RefreshingCredentialsProvider> byName = new LinkedHashMap<>();
		providers.forEach((provider) -> byName.put(provider.name(), provider));
		this.providers = Collections.unmodifiableMap(byName);
	}

	/**
	 * Return a provider.
	 * @param name its name
	 * @return the provider, or {@code null} if there is none of that name
	 */
	public @Nullable RefreshingCredentialsProvider get(String name) {
		return this.providers.get(name);
	}

	/**
	 * Return all providers.
	 * @return the providers
	 */
	public List<RefreshingCredentialsProvider> all() {
		return List.copyOf(this.providers.values());
	}

}
