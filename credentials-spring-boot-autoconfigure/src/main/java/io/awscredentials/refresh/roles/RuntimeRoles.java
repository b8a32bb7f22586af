package io.awscredentials.refresh.roles;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshContext;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.refresh.roles.RuntimeRole.Key;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The providers of roles that are known only at run time. Equal options share one
 * provider for as long as somebody uses it. Then it is forgotten: it rests, and whoever
 * still holds it may use it as before, which wakes it up. The same happens to the one
 * that was asked for least recently where there are too many.
 */
public final class RuntimeRoles implements CredentialsProviders.Roles, AutoCloseable {

	/**
	 * The shortest time without use after which providers can be forgotten.
	 */
	public static final Duration LEAST_IDLE_TIMEOUT = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(RuntimeRoles.class);

	private final Function<String, RuntimeRoleOrigin> origins;

	private final RefreshScheduler scheduler;

	private final RefreshListener listener;

	private final InstantSource clock;

	private final int maximumSize;

	private final long idleMillis;

	private final Map<String, Origin> known = new ConcurrentHashMap<>();

	// By the time they were asked for. Guards itself and what follows.
	private final Map<Key, RuntimeRole> roles = new LinkedHashMap<>(16, 0.75f, true);

	// Those that somebody still holds: they end with the application like the others.
	private final Set<RefreshingCredentialsProvider> forgotten = Collections.newSetFromMap(new WeakHashMap<>());

	private volatile boolean closed;

	private final LongAdder staleUses = new LongAdder();

	private final AtomicBoolean boundTold = new AtomicBoolean();

	/**
	 * Create a new instance.
	 * @param origins finds what roles start from by the name of a provider, and refuses
	 * the name of none
	 * @param scheduler wakes the providers and runs their retrievals
	 * @param listener is told what happens
	 * @param maximumSize how many providers are remembered at most
	 * @param idleTimeout after what time without use a provider is forgotten
	 */
	public RuntimeRoles(Function<String, RuntimeRoleOrigin> origins, RefreshScheduler scheduler,
			RefreshListener listener, int maximumSize, Duration idleTimeout) {
		this.origins = origins;
		this.scheduler = scheduler;
		this.listener = listener;
		this.clock = scheduler.clock();
		this.maximumSize = maximumSize;
		this.idleMillis = Math.min(TimeUnit.MILLISECONDS.convert(idleTimeout), Duration.ofDays(10_000).toMillis());
	}

	@Override
	public RefreshingCredentialsProvider get(String source, AssumeRoleOptions options) {
		Key key = new Key(origin(source), options);
		long now = this.clock.millis();
		RuntimeRole role = find(key);
		if (role == null) {
			// Options that can't be used are refused here, before others make room.
			CredentialsSource created = key.origin().found().sources().apply(options);
			role = remember(new RuntimeRole(this, key, created, now), now);
		}
		role.used(now);
		if (this.closed) {
			role.provider().close();
		}
		return role.provider();
	}

	private Origin origin(String source) {
		Origin known = this.known.get(source);
		if (known != null) {
			return known;
		}
		RuntimeRoleOrigin found = this.origins.apply(source);
		Origin created = new Origin(found, new RefreshContext(found.policy(), this.scheduler, this.listener));
		Origin earlier = this.known.putIfAbsent(source, created);
		return (earlier != null) ? earlier : created;
	}

	private @Nullable RuntimeRole find(Key key) {
		synchronized (this.roles) {
			return this.roles.get(key);
		}
	}

	private RuntimeRole remember(RuntimeRole created, long now) {
		RuntimeRole earlier;
		RuntimeRole evicted;
		synchronized (this.roles) {
			earlier = (this.closed) ? null : this.roles.putIfAbsent(created.key(), created);
			evicted = (this.roles.size() > this.maximumSize) ? removeEldest() : null;
		}
		if (earlier != null) {
			created.provider().pause();
		}
		if (evicted != null) {
			evict(evicted, now);
		}
		return (earlier != null) ? earlier : created;
	}

	private RuntimeRole removeEldest() {
		Iterator<RuntimeRole> iterator = this.roles.values().iterator();
		RuntimeRole eldest = iterator.next();
		iterator.remove();
		this.forgotten.add(eldest.provider());
		return eldest;
	}

	private void evict(RuntimeRole role, long now) {
		if (!role.idle(now) && this.boundTold.compareAndSet(false, true)) {
			logger
				.warn("There are more roles in use than 'aws.credentials.runtime-roles.maximum-size' allows: some are "
						+ "forgotten and assumed again with their next use. Raise it, or lower "
						+ "'aws.credentials.runtime-roles.idle-timeout'. This is told once");
		}
		role.provider().pause();
	}

	/**
	 * Forget a role, unless it is already. Its successor is another one.
	 * @param role the role
	 */
	void forget(RuntimeRole role) {
		synchronized (this.roles) {
			if (this.roles.remove(role.key(), role)) {
				this.forgotten.add(role.provider());
			}
		}
	}

	RefreshingCredentialsProvider provider(Key key, CredentialsSource source, RuntimeRole role) {
		return key.origin().context().provider(key.options().roleArn(), source, role);
	}

	@Override
	public Collection<RefreshingCredentialsProvider> all() {
		synchronized (this.roles) {
			return this.roles.values().stream().map(RuntimeRole::provider).toList();
		}
	}

	@Override
	public long size() {
		synchronized (this.roles) {
			return this.roles.size();
		}
	}

	@Override
	public long servedStale() {
		return this.staleUses.sum();
	}

	LongAdder staleUses() {
		return this.staleUses;
	}

	long idleMillis() {
		return this.idleMillis;
	}

	@Override
	public void close() {
		List<RefreshingCredentialsProvider> open;
		synchronized (this.roles) {
			this.closed = true;
			open = new ArrayList<>(this.forgotten);
			open.addAll(all());
		}
		open.forEach(RefreshingCredentialsProvider::close);
	}

	/**
	 * What roles start from, told apart by its identity.
	 */
	static final class Origin {

		private final RuntimeRoleOrigin found;

		private final RefreshContext context;

		private Origin(RuntimeRoleOrigin found, RefreshContext context) {
			this.found = found;
			this.context = context;
		}

		RuntimeRoleOrigin found() {
			return this.found;
		}

		RefreshContext context() {
			return this.context;
		}

	}

}
