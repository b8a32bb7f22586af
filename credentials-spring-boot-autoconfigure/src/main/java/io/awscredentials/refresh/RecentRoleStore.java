package io.awscredentials.refresh;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Forgets the provider that nobody has asked for the longest.
 */
final class RecentRoleStore implements RuntimeRoleStore {

	private final int maximumSize;

	private final Consumer<RefreshingCredentialsProvider> evicted;

	private final Map<Object, RefreshingCredentialsProvider> providers = new LinkedHashMap<>(16, 0.75f, true);

	RecentRoleStore(int maximumSize, Consumer<RefreshingCredentialsProvider> evicted) {
		this.maximumSize = maximumSize;
		this.evicted = evicted;
	}

	@Override
	public RefreshingCredentialsProvider get(Object key, Supplier<RefreshingCredentialsProvider> create) {
		RefreshingCredentialsProvider provider;
		RefreshingCredentialsProvider eldest;
		synchronized (this) {
			provider = this.providers.get(key);
			if (provider != null) {
				return provider;
			}
			eldest = (this.providers.size() >= this.maximumSize) ? takeEldest() : null;
			provider = create.get();
			this.providers.put(key, provider);
		}
		if (eldest != null) {
			this.evicted.accept(eldest);
		}
		return provider;
	}

	private RefreshingCredentialsProvider takeEldest() {
		Iterator<RefreshingCredentialsProvider> iterator = this.providers.values().iterator();
		RefreshingCredentialsProvider eldest = iterator.next();
		iterator.remove();
		return eldest;
	}

	@Override
	public synchronized @Nullable RefreshingCredentialsProvider remove(Object key) {
		return this.providers.remove(key);
	}

	@Override
	public synchronized Collection<RefreshingCredentialsProvider> all() {
		return List.copyOf(this.providers.values());
	}

	@Override
	public synchronized long size() {
		return this.providers.size();
	}

}
