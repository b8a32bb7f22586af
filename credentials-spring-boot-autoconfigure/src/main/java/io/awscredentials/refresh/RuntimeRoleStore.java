package io.awscredentials.refresh;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the providers of the roles that are in use, up to a number. Thread-safe.
 */
public interface RuntimeRoleStore {

	/**
	 * Return a provider, which is created if there is none. Those who ask for the same
	 * one at the same time get the same one.
	 * @param key identifies it
	 * @param create creates it, without delay
	 * @return the provider
	 */
	RefreshingCredentialsProvider get(Object key, Supplier<RefreshingCredentialsProvider> create);

	/**
	 * Forget a provider.
	 * @param key identifies it
	 * @return the provider, or {@code null} if there was none
	 */
	@Nullable RefreshingCredentialsProvider remove(Object key);

	/**
	 * Return all providers.
	 * @return a copy
	 */
	Collection<RefreshingCredentialsProvider> all();

	/**
	 * Return how many providers there are.
	 * @return the number
	 */
	long size();

	/**
	 * Creates stores.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * Create a store.
		 * @param maximumSize how many providers it remembers at most
		 * @param evicted is given each provider that is forgotten to make room
		 * @return the store
		 */
		RuntimeRoleStore create(int maximumSize, Consumer<RefreshingCredentialsProvider> evicted);

	}

}
