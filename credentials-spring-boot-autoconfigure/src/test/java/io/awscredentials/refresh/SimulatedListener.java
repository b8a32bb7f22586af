package io.awscredentials.refresh;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.MfaChallenge;
import io.awscredentials.SignInChallenge;
import org.jspecify.annotations.Nullable;

/**
 * A listener that counts, takes its time, fails, and asks for credentials itself.
 */
final class SimulatedListener implements RefreshListener {

	private final SimulatedRecord record;

	private final RandomGenerator random;

	private final Set<Long> expired = new HashSet<>();

	private @Nullable CredentialsProvider provider;

	int refreshes;

	int failures;

	int challenges;

	int signIns;

	private boolean difficult;

	private int telling;

	SimulatedListener(SimulatedRecord record, RandomGenerator random) {
		this.record = record;
		this.random = random;
	}

	void listenTo(CredentialsProvider provider) {
		this.provider = provider;
	}

	void difficult(boolean difficult) {
		this.difficult = difficult;
	}

	boolean isTelling() {
		return this.telling > 0;
	}

	boolean isExpiryTold(long refreshes) {
		return this.expired.contains(refreshes);
	}

	@Override
	public void refreshed(RefreshStatus status, Duration took) {
		this.refreshes++;
		told(status.refreshes() == this.refreshes && status.failures() == this.failures, "refreshed", status);
	}

	@Override
	public void refreshFailed(RefreshStatus status, CredentialsException failure, Duration took) {
		this.failures++;
		told(status.refreshes() == this.refreshes && status.failures() == this.failures, "failed", status);
	}

	@Override
	public void expired(RefreshStatus status) {
		told(this.expired.add(status.refreshes()) && !status.valid(), "expired", status);
	}

	@Override
	public void mfaRequired(RefreshStatus status, MfaChallenge challenge) {
		this.challenges++;
		told(challenge.provider().equals(this.record.name), "MFA", status);
	}

	@Override
	public void signInRequired(RefreshStatus status, SignInChallenge challenge) {
		this.signIns++;
		told(status.signIn() != null, "sign-in", status);
	}

	private void told(boolean inOrder, String event, RefreshStatus status) {
		this.record.log.add(this.record.name, "tells", event, status.state());
		this.telling++;
		if (this.telling > 1) {
			this.record.log.violation(this.record.name, "5.7: a listener is told two things at a time");
		}
		if (!inOrder) {
			this.record.log.violation(this.record.name, "7:", event, "is told out of order,", status);
		}
		try {
			if (this.difficult) {
				difficulties();
			}
		}
		finally {
			this.telling--;
		}
	}

	private void difficulties() {
		if (this.random.nextInt(4) == 0) {
			long end = this.record.time.elapsed() + this.random.nextLong(30_000);
			this.record.busyUntil = end;
			this.record.executor.pause(() -> this.record.time.elapsed() >= end);
		}
		if (this.random.nextInt(4) == 0 && this.provider != null) {
			this.provider.resolveCredentialsAsync();
		}
		if (this.random.nextInt(4) == 0) {
			throw new IllegalStateException("Simulated");
		}
	}

}
