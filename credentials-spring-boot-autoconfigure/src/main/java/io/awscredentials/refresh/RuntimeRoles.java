package io.awscredentials.refresh;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The providers of roles that are known only at run time. Equal options share one
 * provider for as long as somebody uses it. Then it is forgotten: it rests, and whoever
 * still holds it may use it as before, which wakes it up. The same happens to one that
 * has to make room for others.
 */
public final class RuntimeRoles implements AutoCloseable {

	/**
	 * The shortest time without use after which providers can be forgotten.
	 */
	public static final Duration LEAST_IDLE_TIMEOUT = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(RuntimeRoles.class);

	private final Function<String, RuntimeRoleOrigin> origins;

	private final RefreshScheduler scheduler;

	private final RefreshListener listener;

	private final InstantSource clock;

	private final long idleMillis;

	private final RuntimeRoleStore store;

	private final Map<String, Origin> known = new ConcurrentHashMap<>();

	// Those that somebody still holds: they end with the application like the others.
	private final Set<RefreshingCredentialsProvider> forgotten = Collections.newSetFromMap(new WeakHashMap<>());

	private final LongAdder servedStale = new LongAdder();

	private final AtomicBoolean boundTold = new AtomicBoolean();

	private volatile boolean closed;

	/**
	 * Create a new instance.
	 * @param origins finds what roles start from by the name of a provider, and refuses
	 * the name of none
	 * @param scheduler wakes the providers and runs their retrievals
	 * @param listener is told what happens
	 * @param maximumSize how many providers are remembered at most
	 * @param idleTimeout after what time without use a provider is forgotten
	 * @param store creates what remembers the providers, or {@code null} for what needs
	 * no library
	 */
	public RuntimeRoles(Function<String, RuntimeRoleOrigin> origins, RefreshScheduler scheduler,
			RefreshListener listener, int maximumSize, Duration idleTimeout, RuntimeRoleStore.@Nullable Factory store) {
		this.origins = origins;
		this.scheduler = scheduler;
		this.listener = listener;
		this.clock = scheduler.clock();
		this.idleMillis = Math.min(TimeUnit.MILLISECONDS.convert(idleTimeout), Duration.ofDays(10_000).toMillis());
		RuntimeRoleStore.Factory factory = (store != null) ? store : RecentRoleStore::new;
		this.store = factory.create(maximumSize, this::evicted);
	}

	/**
	 * Return the provider of a role.
	 * @param source the name of the provider whose credentials the role is assumed with
	 * @param options the role
	 * @return the provider
	 * @throws io.awscredentials.CredentialsException if there is no such source, or the
	 * options can't be used
	 */
	RefreshingCredentialsProvider get(String source, AssumeRoleOptions options) {
		Origin origin = origin(source);
		RuntimeRole key = new RuntimeRole(origin, options);
		RefreshingCredentialsProvider provider = this.store.get(key, () -> create(key, options, origin.context()));
		provider.engine().usage().used(this.clock.millis());
		if (this.closed) {
			provider.close();
		}
		return provider;
	}

	private Origin origin(String source) {
		Origin known = this.known.get(source);
		if (known != null) {
			return known;
		}
		RuntimeRoleOrigin found = this.origins.apply(source);
		Origin created = new Origin(this, found, RefreshContext.of(found.policy(), this.scheduler, this.listener));
		Origin earlier = this.known.putIfAbsent(source, created);
		return (earlier != null) ? earlier : created;
	}

	private RefreshingCredentialsProvider create(RuntimeRole role, AssumeRoleOptions options, RefreshContext context) {
		role.prepare();
		role.used(this.clock.millis());
		return new RefreshingCredentialsProvider(options.roleArn(), role, context, role);
	}

	/**
	 * Return the providers that are remembered.
	 * @return a copy
	 */
	Collection<RefreshingCredentialsProvider> all() {
		return this.store.all();
	}

	/**
	 * Return how many providers are remembered.
	 * @return the number
	 */
	public long size() {
		return this.store.size();
	}

	/**
	 * Return how many times credentials were served although a refresh of them had
	 * failed.
	 * @return the number of times, of all roles
	 */
	LongAdder servedStale() {
		return this.servedStale;
	}

	long idleMillis() {
		return this.idleMillis;
	}

	void forget(RuntimeRole role) {
		RefreshingCredentialsProvider removed = this.store.remove(role);
		if (removed != null) {
			keepTrack(removed);
		}
	}

	private void evicted(RefreshingCredentialsProvider provider) {
		if (provider.engine().usage() instanceof RuntimeRole role && role.forgotten(this.clock.millis())
				&& this.boundTold.compareAndSet(false, true)) {
			logger
				.warn("There are more roles in use than 'aws.credentials.runtime-roles.maximum-size' allows: some are "
						+ "forgotten and assumed again with their next use. Raise it, or lower "
						+ "'aws.credentials.runtime-roles.idle-timeout'. This is told once");
		}
		keepTrack(provider);
		provider.engine().rest();
	}

	private void keepTrack(RefreshingCredentialsProvider provider) {
		synchronized (this.forgotten) {
			this.forgotten.add(provider);
		}
		if (this.closed) {
			provider.close();
		}
	}

	@Override
	public void close() {
		this.closed = true;
		Set<RefreshingCredentialsProvider> open = new HashSet<>(this.store.all());
		synchronized (this.forgotten) {
			open.addAll(this.forgotten);
		}
		open.forEach(RefreshingCredentialsProvider::close);
	}

	/**
	 * What roles start from, and what they share.
	 *
	 * @param roles those that it belongs to
	 * @param found what they start from
	 * @param context what their providers share
	 */
	record Origin(RuntimeRoles roles, RuntimeRoleOrigin found, RefreshContext context) {

		CredentialsSource source(AssumeRoleOptions options) {
			return this.found.sources().apply(options);
		}

	}

}
