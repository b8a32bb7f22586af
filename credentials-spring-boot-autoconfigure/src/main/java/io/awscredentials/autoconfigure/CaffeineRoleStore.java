package io.awscredentials.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.refresh.RuntimeRoleStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers providers in a cache of Caffeine. Time plays no part in it: how long a
 * provider was not used is for its engine to know, since those who keep it do not ask
 * this store.
 */
final class CaffeineRoleStore implements RuntimeRoleStore {

	private final Cache<Object, RefreshingCredentialsProvider> cache;

	CaffeineRoleStore(int maximumSize, Consumer<RefreshingCredentialsProvider> evicted) {
		this.cache = Caffeine.newBuilder()
			.maximumSize(maximumSize)
			// On the thread of the caller: no other one is to be left behind.
			.executor(Runnable::run)
			.evictionListener(
					(@Nullable Object key, @Nullable RefreshingCredentialsProvider provider, RemovalCause cause) -> {
						if (provider != null) {
							evicted.accept(provider);
						}
					})
			.build();
	}

	@Override
	public RefreshingCredentialsProvider get(Object key, Supplier<RefreshingCredentialsProvider> create) {
		return this.cache.get(key, (absent) -> create.get());
	}

	@Override
	public @Nullable RefreshingCredentialsProvider remove(Object key) {
		return this.cache.asMap().remove(key);
	}

	@Override
	public Collection<RefreshingCredentialsProvider> all() {
		return List.copyOf(this.cache.asMap().values());
	}

	@Override
	public long size() {
		return this.cache.estimatedSize();
	}

}
