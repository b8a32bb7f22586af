package io.awscredentials.refresh.roles;

import java.util.concurrent.atomic.LongAdder;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.refresh.Usage;

/**
 * A role that is known only at run time: its provider, and when somebody used it last.
 */
final class RuntimeRole implements Usage {

	/** Uses are told apart by 2^10 ms. */
	private static final int TICK = 10;

	private final RuntimeRoles roles;

	private final Key key;

	private final RefreshingCredentialsProvider provider;

	private volatile int usedAt;

	RuntimeRole(RuntimeRoles roles, Key key, CredentialsSource source, long now) {
		this.roles = roles;
		this.key = key;
		this.usedAt = tick(now);
		this.provider = roles.provider(key, source, this);
	}

	Key key() {
		return this.key;
	}

	RefreshingCredentialsProvider provider() {
		return this.provider;
	}

	// One read, but for the first use in a second. It does not matter which of the
	// threads that use it in one tick writes that.
	@Override
	public void used(long now) {
		int tick = tick(now);
		if (this.usedAt != tick) {
			this.usedAt = tick;
		}
	}

	@Override
	public boolean idle(long now) {
		return sinceUse(now) > this.roles.idleMillis();
	}

	@Override
	public long idleAt(long now) {
		return now + Math.max(0, this.roles.idleMillis() - sinceUse(now)) + (1 << TICK);
	}

	// A difference of ticks stays right when their number overflows, in 2039.
	private long sinceUse(long now) {
		return (long) Math.max(0, tick(now) - this.usedAt) << TICK;
	}

	private static int tick(long now) {
		return (int) (now >> TICK);
	}

	@Override
	public void forget() {
		this.roles.forget(this);
	}

	@Override
	public LongAdder servedStale() {
		return this.roles.staleUses();
	}

	/**
	 * What tells roles apart.
	 *
	 * @param origin what they start from
	 * @param options the role
	 */
	record Key(RuntimeRoles.Origin origin, AssumeRoleOptions options) {
	}

}
