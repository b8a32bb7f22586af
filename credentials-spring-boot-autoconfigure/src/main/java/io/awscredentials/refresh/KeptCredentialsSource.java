package io.awscredentials.refresh;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.internal.RetrievedCredentials.Keeper;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The inner source of a provider, whose credentials others are got with: a role is
 * assumed, for example. Its credentials go through the same states, by the same policy,
 * as those of a {@link RefreshingCredentialsProvider}, but it is the provider around it
 * that refreshes it, on its thread and in its time: they are asked for when the outer
 * ones are refreshed, and used again until their own refresh is due. So a process does
 * not run, and a person gives no code, for each role that is assumed. Where new ones
 * can't be had, those that are valid are used on. What has no expiration is asked for
 * each time, since somebody may put other keys where it lies.
 *
 * @hidden
 */
public final class KeptCredentialsSource implements DetailedSource {

	private static final Log logger = LogFactory.getLog(RefreshingCredentialsProvider.class);

	/** How long AWS may not know a key that was made just now. */
	private static final long HELD = Duration.ofMinutes(1).toMillis();

	private final String provider;

	private final CredentialsSource source;

	private final RefreshContext context;

	private final int point;

	private final AtomicReference<Kept> kept = new AtomicReference<>(new Kept(Snapshot.INITIAL, 0, false));

	/**
	 * Create a new instance.
	 * @param provider the name of the provider around it
	 * @param source where the credentials come from
	 * @param policy when they are refreshed
	 * @param scheduler tells the time
	 */
	public KeptCredentialsSource(String provider, CredentialsSource source, RefreshPolicy policy,
			RefreshScheduler scheduler) {
		this.provider = provider;
		this.source = source;
		this.context = new RefreshContext(policy, scheduler, new RefreshListener() {
		});
		this.point = scheduler.jitter().nextPoint();
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		Kept current = this.kept.get();
		Credentials fresh = current.fresh(now());
		return (fresh != null) ? retrieved(fresh, current, null) : refresh(current);
	}

	private RetrievedCredentials refresh(Kept before) {
		Retrieval retrieval = Retrieval.from(this.source, this.context.clock());
		Kept after = before.after(this.provider, retrieval, this.context, this.point);
		// A retrieval that the provider gave up, and that ends after all, is no news.
		this.kept.compareAndSet(before, after);
		if (retrieval.credentials() != null) {
			return retrieved(retrieval.credentials(), after, null);
		}
		CredentialsException failure = Objects.requireNonNull(retrieval.failure());
		Credentials usable = after.usable(retrieval.at(), failure);
		if (usable == null) {
			throw failure;
		}
		logger.debug("Provider '" + this.provider + "' goes on with the credentials it has from " + name(), failure);
		boolean person = failure.mfaChallenge() != null || failure.signInChallenge() != null;
		return retrieved(usable, after, (person) ? failure : null);
	}

	private RetrievedCredentials retrieved(Credentials credentials, Kept kept, @Nullable CredentialsException overdue) {
		return new RetrievedCredentials(credentials, PastExpiry.REFUSE).withKeeper(
				new Given(this.kept, this.context.clock(), credentials, Instant.ofEpochMilli(kept.since()), overdue));
	}

	private long now() {
		return this.context.clock().millis();
	}

	@Override
	public @Nullable X509Certificate certificate() {
		return DetailedSource.certificateOf(this.source);
	}

	@Override
	public String name() {
		return this.source.name();
	}

	/**
	 * Takes note of what becomes of credentials that were given.
	 */
	private record Given(AtomicReference<Kept> kept, InstantSource clock, Credentials credentials, Instant since,
			@Nullable CredentialsException overdue) implements Keeper {

		@Override
		public void reject() {
			long now = this.clock.millis();
			this.kept.updateAndGet((current) -> current.without(this.credentials, now));
		}

		@Override
		public void hold() {
			this.kept.updateAndGet((current) -> new Kept(current.snapshot, current.since, true));
		}

	}

	/**
	 * What is kept.
	 *
	 * @param snapshot the credentials and their state
	 * @param since when their access key was obtained, in milliseconds of the epoch
	 * @param held whether AWS did not know their key yet
	 */
	private record Kept(Snapshot snapshot, long since, boolean held) {

		private @Nullable Credentials fresh(long now) {
			Credentials fresh = this.snapshot.fresh(now);
			boolean again = fresh != null && (fresh.expiration() != null || (this.held && now < this.since + HELD));
			return (again) ? fresh : null;
		}

		private Kept after(String provider, Retrieval retrieval, RefreshContext context, int point) {
			Snapshot next = this.snapshot.after(provider, retrieval, context, point);
			CachedCredentials before = this.snapshot.cached;
			boolean known = before != null && next.cached != null && before.sameKey(next.cached.credentials());
			return (known) ? new Kept(next, this.since, this.held) : new Kept(next, retrieval.at(), false);
		}

		private Kept without(Credentials rejected, long now) {
			CachedCredentials cached = this.snapshot.cached;
			return (cached != null && cached.rejectable(rejected, now))
					? new Kept(this.snapshot.rejected(now), this.since, false) : this;
		}

		/**
		 * Return what is used on after a failure. What has expired is good for others
		 * only if AWS prolongs its life.
		 */
		private @Nullable Credentials usable(long now, CredentialsException failure) {
			CachedCredentials cached = this.snapshot.cached;
			boolean use = cached != null && cached.credentials().expiration() != null
					&& (now < cached.mandatoryAt() || cached.pastExpiry() == PastExpiry.PROLONGED);
			return (use) ? this.snapshot.afterFailure(now, failure) : null;
		}

	}

}
