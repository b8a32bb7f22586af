package io.awscredentials.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.refresh.RefreshPolicy.OnFailure;
import org.jspecify.annotations.Nullable;

/**
 * A provider of a simulation, and what is asked of it.
 */
final class SimulatedProvider {

	private final SimulatedRecord record;

	private final SimulatedListener listener;

	private final SimulatedSource source;

	private final RefreshingCredentialsProvider provider;

	private final List<Caller> callers = new ArrayList<>();

	private RefreshStatus status;

	SimulatedProvider(String name, SimulatedTime time, SimulationLog log, RandomGenerator random,
			RefreshScheduler scheduler, SimulatedExecutor executor, @Nullable SimulatedProvider origin) {
		PastExpiry pastExpiry = PastExpiry.values()[random.nextInt(3)];
		OnFailure onFailure = (random.nextInt(4) == 0) ? OnFailure.STRICT : OnFailure.AUTO;
		RefreshPolicy defaults = RefreshPolicy.defaults();
		RefreshPolicy policy = new RefreshPolicy(null, random.nextDouble(), defaults.expiryWindow(), defaults.timeout(),
				onFailure);
		this.record = new SimulatedRecord(name, time, log, executor, policy.pastExpiry(pastExpiry));
		this.source = new SimulatedSource(this.record, random, pastExpiry, (origin != null) ? origin.provider : null);
		this.listener = new SimulatedListener(this.record, random);
		this.record.accountChecked = random.nextInt(3) == 0;
		DetailedSource checked = (this.record.accountChecked) ? SimulatedAccountCheck.around(this.source) : this.source;
		this.provider = new RefreshingCredentialsProvider(name, checked, policy, scheduler, this.listener);
		this.listener.listenTo(this.provider);
		this.record.statusFrom(this.provider::status);
	}

	SimulatedSource source() {
		return this.source;
	}

	SimulatedListener listener() {
		return this.listener;
	}

	void start() {
		this.provider.start();
	}

	/**
	 * Ask for credentials, without a thread and, where nobody has to wait, with one.
	 */
	void resolve() {
		SimulationLog log = this.record.log;
		this.record.compare();
		boolean served = SimulationInvariants.mustBeServed(this.record);
		boolean refused = SimulationInvariants.mustBeRefused(this.record);
		CompletableFuture<Credentials> credentials = this.provider.resolveCredentialsAsync();
		log.add(this.record.name, "is called,", (credentials.isDone()) ? "answers at once" : "caller waits");
		if ((served || refused) && !credentials.isDone()) {
			log.violation(this.record.name, (served) ? "5.2: a caller waits while there is a set to be served"
					: "5.4: a caller waits although the failure is remembered");
		}
		if (served && credentials.isCompletedExceptionally()) {
			log.violation(this.record.name, "5.3: a caller gets a failure while there is a set to be served");
		}
		if (credentials.isDone()) {
			resolveOnThisThread(credentials);
		}
		call(credentials, SimulationInvariants.TIMEOUT);
	}

	private void resolveOnThisThread(CompletableFuture<Credentials> expected) {
		Object outcome;
		try {
			outcome = this.provider.resolveCredentials();
		}
		catch (CredentialsException ex) {
			outcome = ex.code();
		}
		Object other = expected.handle(
				(credentials, failure) -> (credentials != null) ? credentials : ((CredentialsException) failure).code())
			.join();
		if (!outcome.equals(other)) {
			this.record.log.violation(this.record.name, "5.2: callers get", other, "and", outcome);
		}
	}

	private void call(CompletableFuture<Credentials> credentials, long limit) {
		Caller caller = new Caller(this.record.time.elapsed(), limit, this.record.sets.size(), credentials);
		this.callers.add(caller);
		credentials.thenAccept((served) -> {
			long waited = this.record.time.elapsed() - caller.since();
			this.record.compare();
			// Who joins late stops waiting with the others, at once where they did.
			boolean late = this.record.running.stream()
				.anyMatch((asked) -> this.record.time.elapsed() - asked.since() >= SimulationInvariants.TIMEOUT);
			SimulationInvariants.mayBeServed(this.record, served, caller.setsBefore(), waited > 0 || late);
		});
	}

	/**
	 * Ask for new credentials now.
	 */
	void refresh() {
		this.record.log.add(this.record.name, "is to refresh");
		if (!this.record.isRetrieving()) {
			this.record.urged = true;
		}
		call(this.provider.refresh(), SimulationInvariants.GIVE_UP);
	}

	/**
	 * Ask for new credentials now while there is no thread to retrieve them on.
	 */
	void refreshWithoutThread() {
		if (this.record.running.size() >= 2) {
			// Nothing is run: it would be the listener's thread that is missing.
			return;
		}
		this.record.mayFailUnasked = true;
		this.record.executor.withoutThread(this::refresh);
		this.record.compare();
		this.record.mayFailUnasked = false;
	}

	/**
	 * Say that a service refused the newest credentials.
	 */
	void invalidate() {
		Credentials newest = this.record.newest;
		long since = this.record.time.millis() - this.record.obtainedAt;
		if (newest == null || (this.record.deaf && (since < 0 || since >= 10_000) && since < 30_000)) {
			return;
		}
		boolean deaf = this.record.deaf && since < 10_000;
		this.record.log.add(this.record.name, "is told that its set was refused");
		if (!this.record.refused && !this.record.closed && !deaf) {
			this.record.refused = true;
			this.record.urged = true;
		}
		this.provider.invalidate(newest);
	}

	/**
	 * Say that a service refused credentials that are not the newest.
	 */
	void invalidateOthers() {
		this.provider.invalidate(new Credentials("ASIAOLD", "secret", "token", null, null));
	}

	/**
	 * Do what the provider waits for a person to do.
	 */
	void answer() {
		CredentialsException failure = this.record.failure;
		if (failure != null && (failure.mfaChallenge() != null || failure.signInChallenge() != null)) {
			this.source.mood(SimulatedSource.Mood.RIGHT, false);
			refresh();
		}
	}

	void clockSetBack() {
		this.record.setBack = true;
	}

	void close() {
		this.record.log.add(this.record.name, "is closed");
		this.record.closed = true;
		this.provider.close();
	}

	/**
	 * Return when something is to happen, as far as one can know, after {@link #check()}.
	 * @return how long that is from now, in milliseconds
	 */
	long untilNextEvent() {
		RefreshStatus status = this.status;
		long elapsed = this.record.time.elapsed();
		long until = Long.MAX_VALUE;
		for (Caller caller : this.callers) {
			until = earlier(until, caller.since() + caller.limit() - elapsed);
		}
		for (SimulatedRecord.Asked asked : this.record.running) {
			until = earlier(until, asked.since() + SimulationInvariants.GIVE_UP - elapsed);
		}
		until = earlier(until, this.record.busyUntil - elapsed);
		long now = this.record.time.millis();
		if (status.nextRefresh() != null) {
			until = earlier(until, status.nextRefresh().toEpochMilli() - now);
		}
		return (status.expiration() != null) ? earlier(until, status.expiration().toEpochMilli() - now) : until;
	}

	private static long earlier(long until, long other) {
		return (other > 0) ? Math.min(until, other) : until;
	}

	/**
	 * Check what must hold now that nothing is to be done before time passes.
	 */
	void check() {
		this.status = this.provider.status();
		long now = this.record.time.elapsed();
		this.callers.removeIf((caller) -> caller.answer().isDone());
		for (Caller caller : this.callers) {
			if (now - caller.since() > caller.limit() + 1_000 || this.record.closed) {
				this.record.log.violation(this.record.name, "5.2: a caller has waited for", now - caller.since(), "ms");
			}
		}
		this.record.compare(this.status);
		SimulationInvariants.check(this.record, this.status, this.listener);
	}

	/**
	 * Somebody who asked for credentials.
	 *
	 * @param since when, in elapsed milliseconds
	 * @param limit how long the answer may take, in milliseconds
	 * @param setsBefore how many sets had been obtained before
	 * @param answer the answer
	 */
	private record Caller(long since, long limit, int setsBefore, CompletableFuture<Credentials> answer) {
	}

}
