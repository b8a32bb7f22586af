package io.awscredentials.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.PastExpiry;
import org.jspecify.annotations.Nullable;

/**
 * What can be known about a provider from the outside: what its source was asked and
 * answered, and what was asked of the provider. Written down by the simulation, with no
 * help of the engine.
 */
final class SimulatedRecord {

	final SimulatedTime time;

	final SimulationLog log;

	final SimulatedExecutor executor;

	final String name;

	final PastExpiry pastExpiry;

	final List<Asked> running = new ArrayList<>();

	/** All sets that were obtained, in their order. */
	final List<Credentials> sets = new ArrayList<>();

	/** The newest set, also if it has expired or was refused. */
	@Nullable Credentials newest;

	long obtainedAt;

	boolean sameAgain;

	boolean refused;

	/** A rejection of the newest set may be no news. */
	boolean deaf;

	/** What the last retrieval failed with, or {@code null} if it did not. */
	@Nullable CredentialsException failure;

	long failedAt;

	/** The last failure, without those that only wait for a person. */
	@Nullable CredentialsException counted;

	/** What was left of the newest set when the last retrieval failed. */
	long leftAtFailure;

	int consecutive;

	/** Somebody asked for a retrieval that waits for nothing. */
	boolean urged;

	/** The clock was set back since the last retrieval. */
	boolean setBack;

	int failures;

	int challenges;

	int signIns;

	boolean closed;

	/** When the source or the listener goes on, in elapsed milliseconds. */
	long busyUntil;

	/** There is no thread for the next retrieval. */
	boolean mayFailUnasked;

	boolean accountChecked;

	private Supplier<RefreshStatus> status;

	SimulatedRecord(String name, SimulatedTime time, SimulationLog log, SimulatedExecutor executor,
			PastExpiry pastExpiry) {
		this.name = name;
		this.time = time;
		this.log = log;
		this.executor = executor;
		this.pastExpiry = pastExpiry;
	}

	void statusFrom(Supplier<RefreshStatus> status) {
		this.status = status;
	}

	Asked asked(SimulatedThread thread) {
		this.log.add(this.name, "is asked");
		SimulationInvariants.retrievalMayStart(this);
		Asked asked = new Asked(thread, this.time.elapsed());
		this.running.add(asked);
		thread.onInterruption(() -> givenUp(asked));
		return asked;
	}

	void answered(Asked asked, @Nullable Credentials credentials, @Nullable Throwable thrown) {
		compare();
		this.running.remove(asked);
		if (asked.thread.isInterruptRequested() || this.closed) {
			this.log.add(this.name, "answers too late");
		}
		else if (thrown != null) {
			failed((thrown instanceof CredentialsException known) ? known
					: failure(CredentialsErrorCode.RESPONSE_INVALID));
		}
		else if (credentials == null) {
			failed(failure(CredentialsErrorCode.RESPONSE_INVALID));
		}
		else if (isOfOtherAccount(credentials)) {
			failed(SimulatedAccountCheck.mismatch());
		}
		else if (credentials.expiration() != null && credentials.expiration().toEpochMilli() <= this.time.millis()) {
			failed(failure(CredentialsErrorCode.EXPIRED));
		}
		else {
			succeeded(credentials);
		}
	}

	/**
	 * Return whether credentials are of an account that nobody may get any of.
	 * @param credentials the credentials
	 */
	boolean isOfOtherAccount(Credentials credentials) {
		return this.accountChecked && !SimulatedAccountCheck.OWN.equals(credentials.accountId());
	}

	private void givenUp(Asked asked) {
		if (!this.closed && this.running.contains(asked)) {
			SimulationInvariants.mayBeGivenUp(this, asked);
			failed(timeout());
		}
	}

	private void succeeded(Credentials credentials) {
		this.log.add(this.name, "gave", credentials.accessKeyId(), "until", credentials.expiration());
		this.sameAgain = this.newest != null && this.newest.accessKeyId().equals(credentials.accessKeyId());
		this.deaf = this.refused && this.sameAgain;
		this.newest = credentials;
		this.sets.add(credentials);
		this.obtainedAt = this.time.millis();
		this.refused = false;
		this.failure = null;
		this.consecutive = 0;
		this.urged = false;
		this.setBack = false;
	}

	private void failed(CredentialsException latest) {
		this.log.add(this.name, "failed with", latest.code());
		CredentialsException before = this.failure;
		boolean known = before != null && (isSame(latest.signInChallenge(), before.signInChallenge())
				|| isSame(latest.mfaChallenge(), before.mfaChallenge()));
		boolean waits = latest.signInChallenge() != null || (latest.mfaChallenge() != null
				&& (latest.code() == CredentialsErrorCode.MFA_REQUIRED || !awaitsAnswer(latest)));
		if (!known && !waits) {
			this.failures++;
			this.consecutive++;
			this.counted = latest;
		}
		if (!known && latest.signInChallenge() != null) {
			this.signIns++;
		}
		if (awaitsAnswer(latest) && (before == null || !latest.mfaChallenge().equals(before.mfaChallenge()))) {
			this.challenges++;
		}
		this.failure = latest;
		this.failedAt = this.time.millis();
		this.leftAtFailure = left();
		this.urged = false;
		this.setBack = false;
	}

	private static boolean isSame(@Nullable Object challenge, @Nullable Object other) {
		return challenge != null && challenge.equals(other);
	}

	/**
	 * Take note of a failure of the engine without a retrieval.
	 */
	void compare() {
		compare(this.status.get());
	}

	void compare(RefreshStatus status) {
		if (status.failures() == this.failures + 1 && !this.closed) {
			boolean hanging = this.running.size() >= 2;
			if (!hanging && !this.mayFailUnasked) {
				this.log.violation(this.name, "5.7: a failure is counted that no retrieval had");
			}
			this.mayFailUnasked = false;
			failed(timeout());
		}
	}

	/**
	 * Return whether a retrieval is under way that was not given up.
	 */
	boolean isRetrieving() {
		for (Asked asked : this.running) {
			if (!asked.thread().isInterruptRequested()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return how long the newest set is valid still, in milliseconds.
	 */
	long left() {
		if (this.newest == null || this.refused) {
			return 0;
		}
		return (this.newest.expiration() != null)
				? Math.max(0, this.newest.expiration().toEpochMilli() - this.time.millis()) : Long.MAX_VALUE;
	}

	/**
	 * Return the lifetime that the newest set had when it was obtained.
	 */
	long lifetime() {
		return (this.newest != null && this.newest.expiration() != null)
				? this.newest.expiration().toEpochMilli() - this.obtainedAt : Long.MAX_VALUE;
	}

	/**
	 * Return whether rule 3 allows to serve the newest set past its expiry.
	 * @param failure what a retrieval failed with, or {@code null}
	 */
	boolean extendedBy(@Nullable CredentialsException failure) {
		return failure != null && !this.closed && this.newest != null && this.pastExpiry != PastExpiry.REFUSE
				&& (passes(failure) || failure.code() == CredentialsErrorCode.NOT_FOUND);
	}

	boolean awaitsAnswer(@Nullable CredentialsException failure) {
		return failure != null && failure.mfaChallenge() != null && failure.mfaChallenge().provider().equals(this.name);
	}

	static boolean passes(CredentialsException failure) {
		return failure.retryable() && failure.mfaChallenge() == null && failure.signInChallenge() == null;
	}

	static CredentialsException timeout() {
		return failure(CredentialsErrorCode.TIMEOUT);
	}

	private static CredentialsException failure(CredentialsErrorCode code) {
		return new CredentialsException(code, "Simulated", "Simulated");
	}

	/**
	 * A retrieval under way.
	 *
	 * @param thread the thread that runs it
	 * @param since when it started, in elapsed milliseconds
	 */
	record Asked(SimulatedThread thread, long since) {
	}

}
