package io.awscredentials.source.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a session for the roles that are assumed with it. A new one is asked for in the
 * last twelfth of its life, of which no more than an hour: time enough for a person to
 * give a code. Meanwhile, whoever can't wait for that person uses the old one.
 */
final class ReusedSession implements DetailedSource {

	private static final Duration MAX_WINDOW = Duration.ofHours(1);

	/** What lives no longer is as good as expired. */
	private static final Duration MARGIN = Duration.ofMinutes(1);

	private final CredentialsSource source;

	private final ClockSkew clock;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Credentials session;

	private Instant renewAt = Instant.MIN;

	/**
	 * Create a new instance.
	 * @param source gives sessions
	 * @param clock the clock whose local time expirations are in
	 */
	ReusedSession(CredentialsSource source, ClockSkew clock) {
		this.source = source;
		this.clock = clock;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return retrieve(null);
	}

	/**
	 * Return the session, or a new one.
	 * @param needed when the credentials end that were last got with the session;
	 * {@code null} if there are none
	 * @return the session
	 * @throws CredentialsException if a new one is due, can't be had, and there is still
	 * time, or the old one is no use any more
	 */
	RetrievedCredentials retrieve(@Nullable Instant needed) {
		Credentials session = session(needed);
		return new RetrievedCredentials(session, PastExpiry.SERVE).withOnRejection(() -> giveUp(session));
	}

	private Credentials session(@Nullable Instant needed) {
		this.lock.lock();
		try {
			Instant now = now();
			Credentials current = this.session;
			if (current != null && now.isBefore(this.renewAt)) {
				return current;
			}
			try {
				return keep(this.source.retrieve());
			}
			catch (CredentialsException ex) {
				boolean patient = ex.mfaChallenge() != null && lives(needed);
				if (current == null || !lives(current.expiration()) || patient) {
					throw ex;
				}
				return current;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private Credentials keep(Credentials session) {
		Instant now = now();
		Instant expiration = session.expiration();
		this.session = session;
		if (expiration == null) {
			this.renewAt = Instant.MAX;
			return session;
		}
		Duration window = Duration.between(now, expiration).dividedBy(12);
		this.renewAt = expiration.minus((window.compareTo(MAX_WINDOW) < 0) ? window : MAX_WINDOW);
		return session;
	}

	private boolean lives(@Nullable Instant expiration) {
		return expiration != null && now().plus(MARGIN).isBefore(expiration);
	}

	private Instant now() {
		return this.clock.now().minus(this.clock.offset());
	}

	private void giveUp(Credentials rejected) {
		this.lock.lock();
		try {
			if (this.session == rejected) {
				this.session = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public String name() {
		return this.source.name();
	}

}
