package io.awscredentials.refresh;

import java.util.concurrent.atomic.LongAdder;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * A role that is known only at run time: the source of its credentials, the key under
 * which its provider is remembered, and when somebody used it last. All in one, since
 * there may be ten thousand.
 */
final class RuntimeRole implements DetailedSource, Usage {

	/** Uses are told apart by 2^10 ms. */
	private static final int TICK = 10;

	private final RuntimeRoles.Origin origin;

	private final AssumeRoleOptions options;

	// Only one that has to give MFA codes knows more from one retrieval to the next.
	private @Nullable CredentialsSource source;

	// Racy on purpose: it does not matter which of the threads that use it in one tick
	// writes that, and the scheduler's locks make it known soon enough.
	private int usedAt;

	private volatile boolean remembered;

	RuntimeRole(RuntimeRoles.Origin origin, AssumeRoleOptions options) {
		this.origin = origin;
		this.options = options;
	}

	/**
	 * Get ready for retrievals.
	 * @throws io.awscredentials.CredentialsException if the options can't be used
	 */
	void prepare() {
		CredentialsSource created = this.origin.source(this.options);
		this.source = (this.options.mfaSerialNumber() != null) ? created : null;
		this.remembered = true;
	}

	private CredentialsSource source() {
		CredentialsSource kept = this.source;
		return (kept != null) ? kept : this.origin.source(this.options);
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return RetrievedCredentials.from(source());
	}

	@Override
	public String name() {
		return source().name();
	}

	/**
	 * Note a use. One read, but for the first use in a second.
	 */
	@Override
	public void used(long now) {
		int tick = tick(now);
		if (this.usedAt != tick) {
			this.usedAt = tick;
		}
	}

	@Override
	public boolean idle(long now) {
		return sinceUse(now) > this.origin.roles().idleMillis();
	}

	// A difference of ticks stays right when their number overflows, in 2039.
	private long sinceUse(long now) {
		return (long) Math.max(0, tick(now) - this.usedAt) << TICK;
	}

	private static int tick(long now) {
		return (int) (now >> TICK);
	}

	@Override
	public long idleAt(long now) {
		return now + Math.max(0, this.origin.roles().idleMillis() - sinceUse(now)) + (1 << TICK);
	}

	@Override
	public void forget() {
		if (this.remembered) {
			this.remembered = false;
			this.origin.roles().forget(this);
		}
	}

	/**
	 * Note that the provider has been forgotten.
	 * @param now the time
	 * @return whether the role was in use
	 */
	boolean forgotten(long now) {
		boolean used = !idle(now);
		this.remembered = false;
		this.usedAt = tick(now - this.origin.roles().idleMillis()) - 2;
		return used;
	}

	@Override
	public LongAdder servedStale() {
		return this.origin.roles().servedStale();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RuntimeRole that && this.origin == that.origin && this.options.equals(that.options);
	}

	@Override
	public int hashCode() {
		return this.options.hashCode();
	}

	@Override
	public String toString() {
		return this.options.toString();
	}

}
