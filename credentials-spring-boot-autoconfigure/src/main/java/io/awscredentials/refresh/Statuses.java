package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import io.awscredentials.MfaChallenge;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Snapshot} at one moment.
 */
final class Statuses {

	private Statuses() {
	}

	static RefreshStatus of(String name, CredentialsSource source, Snapshot snapshot, long now, long servedStale,
			boolean mayServeExpired) {
		Credentials credentials = snapshot.credentials;
		Instant expiration = (credentials != null) ? credentials.expiration() : null;
		Duration remaining = (expiration != null) ? Duration.ofMillis(Math.max(0, expiration.toEpochMilli() - now))
				: null;
		MfaChallenge challenge = snapshot.mfaChallenge;
		return new RefreshStatus(name, source.name(), state(snapshot, now, mayServeExpired), snapshot.validAt(now),
				source.pastExpiry(), (credentials != null) ? credentials.maskedAccessKeyId() : null,
				(credentials != null) ? credentials.accountId() : null, expiration, remaining,
				instant(snapshot.obtainedAt), instant(snapshot.nextRefreshAt), snapshot.refreshes, snapshot.failures,
				servedStale, snapshot.lastFailure,
				(challenge != null)
						? new RefreshStatus.Mfa(challenge.serialNumber(), Instant.ofEpochMilli(snapshot.mfaSince))
						: null);
	}

	static RefreshState state(Snapshot snapshot, long now, boolean mayServeExpired) {
		boolean failed = snapshot.failure != null;
		if (snapshot.mfaChallenge != null) {
			return RefreshState.AWAITING_MFA;
		}
		if (snapshot.credentials == null) {
			return (failed) ? RefreshState.FAILED : RefreshState.INITIAL;
		}
		if (snapshot.validAt(now)) {
			return (failed) ? RefreshState.STALE : RefreshState.VALID;
		}
		return (mayServeExpired) ? RefreshState.EXTENDED : RefreshState.EXPIRED;
	}

	private static @Nullable Instant instant(long millis) {
		return (millis != Snapshot.NEVER) ? Instant.ofEpochMilli(millis) : null;
	}

}
