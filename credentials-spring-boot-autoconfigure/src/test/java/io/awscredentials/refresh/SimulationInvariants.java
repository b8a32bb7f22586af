package io.awscredentials.refresh;

import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * What must hold at every moment, whatever happens: the rules of the engine by the
 * numbers of the design. A new rule is a new method here, called by {@link #check} if it
 * is about the state, or from where something happens.
 */
final class SimulationInvariants {

	private static final long SLACK = 1_000;

	private static final long EXPIRY_WINDOW = 60_000;

	static final long TIMEOUT = 30_000;

	static final long GIVE_UP = 120_000;

	private final SimulatedRecord record;

	private final RefreshStatus status;

	private final long now;

	private SimulationInvariants(SimulatedRecord record, RefreshStatus status) {
		this.record = record;
		this.status = status;
		this.now = record.time.millis();
	}

	/**
	 * Check the state of a provider, all of whose threads wait for time to pass.
	 * @param record what is known about it
	 * @param status what it says of itself
	 * @param listener what its listener was told
	 */
	static void check(SimulatedRecord record, RefreshStatus status, SimulatedListener listener) {
		SimulationInvariants invariants = new SimulationInvariants(record, status);
		invariants.hangingIsGivenUp();
		invariants.statesAgree();
		invariants.countsAgree(listener);
		invariants.nextRefreshIsPlanned();
		invariants.nothingWaitsForAnOldTime();
	}

	/** Called when a source is asked: rules 5.2, 5.3, 5.4, 5.7 and 5.8. */
	static void retrievalMayStart(SimulatedRecord record) {
		long now = record.time.millis();
		require(record, !record.closed, "5.8: a retrieval starts after close()");
		require(record, !record.isRetrieving(), "5.2: two retrievals at a time");
		require(record, record.running.size() < 2, "5.7: a retrieval starts beside two that were given up");
		if (record.urged || record.setBack) {
			return;
		}
		if (record.failure != null) {
			require(record, now >= record.failedAt + leastPause(record), "5.3 or 5.4: a retrieval starts",
					now - record.failedAt, "ms after a failure, before", leastPause(record), "ms");
		}
		else if (record.newest != null) {
			require(record, record.left() <= prefetch(record.lifetime()),
					"5.2: a refresh starts before the prefetch window,", record.left(), "ms before the expiry");
			require(record, !record.sameAgain || now >= record.obtainedAt + 10_000 || record.left() == 0,
					"5.2: a source that gave the same set is asked at once");
		}
	}

	/** Called when a retrieval is interrupted: rule 5.7. */
	static void mayBeGivenUp(SimulatedRecord record, SimulatedRecord.Asked asked) {
		long took = record.time.elapsed() - asked.since();
		require(record, took >= GIVE_UP, "5.7: a retrieval is given up after", took, "ms");
	}

	/**
	 * Called when a caller gets credentials: rules 5.2, 5.3 and 11.
	 * @param record what is known about the provider
	 * @param credentials the credentials
	 * @param setsBefore how many sets there were when it called
	 * @param timedOut whether it waited for so long that the time-out may be over
	 */
	static void mayBeServed(SimulatedRecord record, Credentials credentials, int setsBefore, boolean timedOut) {
		require(record, !record.isOfOtherAccount(credentials), "11: a set of another account is served");
		if (record.sets.subList(setsBefore, record.sets.size()).contains(credentials)) {
			return;
		}
		require(record, credentials.equals(record.newest), "5.2: a set is served that is not the newest one");
		boolean extended = record.extendedBy(record.failure)
				|| (timedOut && record.failure == null && record.extendedBy(SimulatedRecord.timeout()));
		require(record, record.left() > 0 || extended, "5.3: an expired set is served");
	}

	/**
	 * Return whether a caller must not wait, and gets credentials: rules 5.2 and 5.3.
	 * @param record what is known about the provider
	 */
	static boolean mustBeServed(SimulatedRecord record) {
		boolean extended = !record.closed && record.left() == 0 && record.extendedBy(record.failure);
		return record.left() > EXPIRY_WINDOW || (isBackingOff(record) && (record.left() > 0 || extended));
	}

	/**
	 * Return whether a caller must not wait, and gets a failure: rule 5.4.
	 * @param record what is known about the provider
	 */
	static boolean mustBeRefused(SimulatedRecord record) {
		boolean extended = record.extendedBy(record.failure);
		return record.left() == 0 && (isBackingOff(record) && !extended || record.closed && !extended);
	}

	private static boolean isBackingOff(SimulatedRecord record) {
		long now = record.time.millis();
		return record.failure != null && !record.urged && !record.setBack && now >= record.failedAt
				&& now < record.failedAt + leastPause(record);
	}

	private static long leastPause(SimulatedRecord record) {
		CredentialsException failure = Objects.requireNonNull(record.failure);
		long pause = 10_000;
		if (record.leftAtFailure > 0) {
			pause = Math.min(300_000, Math.max(record.leftAtFailure / 4, 10_000));
		}
		else if (!SimulatedRecord.passes(failure)) {
			pause = 1_000;
		}
		else if (record.newest == null) {
			pause = Math.min(10_000, 500L << Math.min(record.consecutive - 1, 10));
		}
		return (failure.nextAttempt() != null) ? Math.min(pause, failure.nextAttempt().toMillis()) : pause;
	}

	private static long prefetch(long lifetime) {
		long minutes = (lifetime <= 20 * 60_000) ? 5 : (lifetime < 90 * 60_000) ? 15 : 60;
		return (minutes * 60_000 < lifetime) ? minutes * 60_000 : lifetime / 2;
	}

	/** Rule 5.7. */
	private void hangingIsGivenUp() {
		for (SimulatedRecord.Asked asked : this.record.running) {
			long took = this.record.time.elapsed() - asked.since();
			require(asked.thread().isInterruptRequested() || took <= GIVE_UP + SLACK, "5.7: a retrieval hangs for",
					took, "ms and is not given up");
		}
	}

	/** Rules 5.10 and 7. */
	private void statesAgree() {
		require(this.status.state() == expectedState(), "5.10: the state is", this.status.state(), ", not",
				expectedState());
		require(this.status.valid() == (this.record.left() > 0), "7: valid is", this.status.valid());
		RefreshStatus.Failure last = this.status.lastFailure();
		require((last != null) ? this.record.counted != null && last.code() == this.record.counted.code()
				: this.record.counted == null, "7: the last failure is", last);
		require(this.record.consecutive == 0 || last.consecutive() == this.record.consecutive, "7: not",
				this.record.consecutive, "in a row failed, but", last);
	}

	private RefreshState expectedState() {
		CredentialsException failure = this.record.failure;
		if (failure != null && failure.mfaChallenge() != null) {
			return RefreshState.AWAITING_MFA;
		}
		if (failure != null && failure.signInChallenge() != null) {
			return RefreshState.AWAITING_SIGN_IN;
		}
		if (this.record.newest == null) {
			return (failure != null) ? RefreshState.FAILED : RefreshState.INITIAL;
		}
		if (this.record.left() > 0) {
			return (failure != null) ? RefreshState.STALE : RefreshState.VALID;
		}
		return (this.record.extendedBy(failure)) ? RefreshState.EXTENDED : RefreshState.EXPIRED;
	}

	/** Rule 7: what was told is what is counted, and nothing is told twice. */
	private void countsAgree(SimulatedListener listener) {
		require(this.status.refreshes() == this.record.sets.size() && this.status.failures() == this.record.failures,
				"7: counts of the status,", this.status);
		boolean expiryToTell = this.record.newest != null && !this.record.refused && !this.record.closed
				&& this.record.left() == 0;
		if (!listener.isTelling()) {
			require(listener.refreshes == this.record.sets.size() && listener.failures == this.record.failures
					&& listener.challenges == this.record.challenges && listener.signIns == this.record.signIns,
					"7: something is not told, or twice,", this.status);
			require(!expiryToTell || listener.isExpiryTold(this.status.refreshes()), "7: the expiry is not told");
		}
	}

	/** Rules 5.2, 5.3 and 5.6. */
	private void nextRefreshIsPlanned() {
		if (this.record.closed || this.record.isRetrieving()) {
			return;
		}
		Long next = (this.status.nextRefresh() != null) ? this.status.nextRefresh().toEpochMilli() : null;
		require(next == null || next >= this.now - SLACK, "5.2: the refresh of", this.status.nextRefresh(),
				"has not started");
		if (this.record.failure != null) {
			nextAttemptIsPlanned(next, this.record.failure);
		}
		else if (this.record.newest == null || this.record.newest.expiration() == null) {
			require(next == null || this.record.urged, "5.2: a refresh of what does not expire is planned");
		}
		else if (!this.record.urged) {
			long expiresAt = this.record.obtainedAt + this.record.lifetime();
			long latest = Math.max(expiresAt - mandatory(this.record.lifetime()), this.record.obtainedAt + 10_000);
			require(next != null && next >= expiresAt - prefetch(this.record.lifetime()) && next <= latest,
					"5.2: a refresh is planned at", this.status.nextRefresh(), "for", this.record.newest);
		}
	}

	/** Rule 5.9: a time drawn before the clock was set back means nothing now. */
	private void nothingWaitsForAnOldTime() {
		boolean old = this.record.failure != null && this.now < this.record.failedAt - SLACK;
		require(!old || this.record.closed || this.record.isRetrieving() || this.status.nextRefresh() == null,
				"5.9: the clock was set back, and the next attempt still is at", this.status.nextRefresh());
	}

	private void nextAttemptIsPlanned(@Nullable Long next, CredentialsException failure) {
		if (failure.nextAttempt() == null && this.record.awaitsAnswer(failure)) {
			require(next == null, "5.6: a retrieval is planned before the answer");
			return;
		}
		long quarter = Math.max(this.record.leftAtFailure / 4, 10_000);
		long least = (this.record.leftAtFailure > 0) ? Math.min(300_000, quarter) : 10_000;
		long most = (this.record.leftAtFailure > 0) ? Math.min(600_000, quarter) : 30_000;
		if (failure.nextAttempt() != null) {
			least = failure.nextAttempt().toMillis();
			most = least;
		}
		long pause = (next != null) ? next - this.record.failedAt : Long.MAX_VALUE;
		require(this.record.urged || (pause >= least && pause <= most), "5.3: the next attempt is planned", pause,
				"ms after the failure");
	}

	private static long mandatory(long lifetime) {
		return Math.min(EXPIRY_WINDOW, prefetch(lifetime) / ((prefetch(lifetime) == lifetime / 2) ? 2 : 1));
	}

	private void require(boolean condition, Object... rule) {
		require(this.record, condition, rule);
	}

	private static void require(SimulatedRecord record, boolean condition, Object... rule) {
		if (!condition) {
			record.log.violation(record.name, rule);
		}
	}

}
