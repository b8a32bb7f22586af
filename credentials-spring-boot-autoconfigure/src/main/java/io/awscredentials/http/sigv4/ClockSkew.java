package io.awscredentials.http.sigv4;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;

import io.awscredentials.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * The time as AWS sees it: the local clock, corrected by what the {@code Date} headers of
 * AWS's answers have shown it to be wrong by. Thread-safe.
 */
public final class ClockSkew {

	// The header counts in whole seconds and is some time on the way.
	private static final Duration TOLERANCE = Duration.ofSeconds(5);

	private static final Duration ROUGHLY = Duration.ofMinutes(1);

	// How far off a signature may be for AWS to accept it.
	private static final Duration ACCEPTED = Duration.ofMinutes(5);

	private final InstantSource clock;

	private volatile Duration offset = Duration.ZERO;

	/**
	 * Create a new instance that takes the local clock to be right.
	 * @param clock the local clock
	 */
	public ClockSkew(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Return the corrected time.
	 * @return the time of the local clock plus {@link #offset()}
	 */
	public Instant now() {
		Duration offset = this.offset;
		Instant now = this.clock.instant();
		return (offset.isZero()) ? now : now.plus(offset);
	}

	/**
	 * Return another clock of this machine, corrected.
	 * @param clock the clock
	 * @return its time plus {@link #offset()}
	 */
	public InstantSource correct(InstantSource clock) {
		return () -> clock.instant().plus(this.offset);
	}

	/**
	 * Return credentials whose expiration is told as the local clock will see it.
	 * @param credentials the credentials, whose expiration is that of the server's clock
	 * @return the credentials, the given ones if the local clock is right
	 */
	public Credentials localTime(Credentials credentials) {
		Duration offset = this.offset;
		Instant expiration = credentials.expiration();
		return (expiration == null || offset.isZero()) ? credentials
				: new Credentials(credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken(),
						expiration.minus(offset), credentials.accountId());
	}

	/**
	 * Learn from the answer of a server that was just received. Differences of a few
	 * seconds and headers that can't be read are ignored.
	 * @param dateHeader the value of its {@code Date} header, or {@code null} if it has
	 * none
	 */
	public void learn(@Nullable String dateHeader) {
		Instant server = parse(dateHeader);
		if (server != null) {
			learn(server, TOLERANCE);
		}
	}

	/**
	 * Learn from the answer of a server that was just received and that accepted a
	 * signature of {@link #now() this time}. What is wrong with this time is no more than
	 * the server allows, so a header that differs by more tells of something else, a
	 * cache on the way for example, and is ignored.
	 * @param dateHeader the value of its {@code Date} header, or {@code null} if it has
	 * none
	 */
	public void learnFromAccepted(@Nullable String dateHeader) {
		Instant server = parse(dateHeader);
		if (server != null && Duration.between(now(), server).abs().compareTo(ACCEPTED) <= 0) {
			learn(server, TOLERANCE);
		}
	}

	/**
	 * Learn from any answer of a server that was just received over a connection that is
	 * trusted. The answer may have been long on the way, so that a difference of less
	 * than a minute is ignored.
	 * @param dateHeader the value of its {@code Date} header, or {@code null} if it has
	 * none
	 */
	public void learnFromTrusted(@Nullable String dateHeader) {
		Instant server = parse(dateHeader);
		if (server != null) {
			learn(server, ROUGHLY);
		}
	}

	/**
	 * Learn from any answer of a service on this machine or its host. Where it agrees
	 * with the local clock, that teaches nothing: it may go by the same one.
	 * @param dateHeader the value of its {@code Date} header, or {@code null} if it has
	 * none
	 */
	public void learnFromNeighbour(@Nullable String dateHeader) {
		Instant server = parse(dateHeader);
		if (server != null && isBeyond(Duration.between(this.clock.instant(), server), ROUGHLY)) {
			learn(server, ROUGHLY);
		}
	}

	private void learn(Instant server, Duration tolerance) {
		// Two threads may learn at once; either result is right.
		Duration measured = Duration.between(this.clock.instant(), server);
		if (isBeyond(measured.minus(this.offset), tolerance)) {
			this.offset = (isBeyond(measured, tolerance)) ? measured : Duration.ZERO;
		}
	}

	/**
	 * Return how far the server's clock is ahead of the local one.
	 * @return the difference, negative if the local clock is fast
	 */
	public Duration offset() {
		return this.offset;
	}

	private static boolean isBeyond(Duration difference, Duration tolerance) {
		return difference.abs().compareTo(tolerance) > 0;
	}

	private static @Nullable Instant parse(@Nullable String dateHeader) {
		if (dateHeader == null) {
			return null;
		}
		try {
			return DateTimeFormatter.RFC_1123_DATE_TIME.parse(dateHeader.strip(), Instant::from);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	@Override
	public String toString() {
		Duration offset = this.offset;
		return "The clock of this machine is " + ((offset.isZero()) ? "right"
				: offset.abs().toSeconds() + " s " + ((offset.isNegative()) ? "fast" : "slow"));
	}

}
