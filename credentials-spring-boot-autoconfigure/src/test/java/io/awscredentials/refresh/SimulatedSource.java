package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.MfaChallenge;
import io.awscredentials.SignInChallenge;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * A source that does what its mood says, and takes some time for it.
 */
final class SimulatedSource implements DetailedSource {

	private final SimulatedRecord record;

	private final SimulatedTime time;

	private final RandomGenerator random;

	private final PastExpiry pastExpiry;

	private final @Nullable CredentialsProvider origin;

	private Mood mood = Mood.RIGHT;

	private boolean slow;

	private int keys;

	private int challenges;

	private @Nullable Credentials latest;

	/**
	 * Create a source.
	 * @param record takes down what it does
	 * @param random decides
	 * @param pastExpiry what becomes of its credentials past their expiry
	 * @param origin whose credentials it needs, or {@code null}
	 */
	SimulatedSource(SimulatedRecord record, RandomGenerator random, PastExpiry pastExpiry,
			@Nullable CredentialsProvider origin) {
		this.record = record;
		this.time = record.time;
		this.random = random;
		this.pastExpiry = pastExpiry;
		this.origin = origin;
	}

	/**
	 * Do something else from now on.
	 * @param mood what
	 * @param slow whether that takes time
	 */
	void mood(Mood mood, boolean slow) {
		this.mood = mood;
		this.slow = slow;
		this.challenges++;
	}

	@Override
	public String name() {
		return "Simulated";
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		SimulatedThread thread = SimulatedThread.current();
		SimulatedRecord.Asked asked = this.record.asked(thread);
		Credentials credentials = null;
		Throwable failure = null;
		try {
			if (this.origin != null) {
				startFrom(this.origin, thread);
			}
			credentials = answer(thread);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		this.record.answered(asked, credentials, failure);
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure != null) {
			throw (RuntimeException) failure;
		}
		return new RetrievedCredentials(credentials, this.pastExpiry);
	}

	private void startFrom(CredentialsProvider origin, SimulatedThread thread) {
		CompletableFuture<Credentials> credentials = origin.resolveCredentialsAsync();
		if (!credentials.isDone()) {
			this.record.executor.pause(() -> credentials.isDone() || thread.isInterruptRequested());
		}
		if (!credentials.isDone()) {
			throw failure(CredentialsErrorCode.TIMEOUT);
		}
		try {
			credentials.join();
		}
		catch (CompletionException ex) {
			throw (CredentialsException) ex.getCause();
		}
	}

	private @Nullable Credentials answer(SimulatedThread thread) {
		Mood now = (this.mood == Mood.ANYTHING) ? Mood.values()[this.random.nextInt(Mood.ANYTHING.ordinal())]
				: this.mood;
		if (this.slow && now != Mood.HANGS) {
			takeTime(thread, this.random.nextLong(10, 20_000), false);
		}
		return switch (now) {
			case RIGHT, ANYTHING -> credentials(lifetime());
			case OTHER_ACCOUNT -> {
				Credentials own = credentials(lifetime());
				yield new Credentials(own.accessKeyId(), own.secretAccessKey(), own.sessionToken(), own.expiration(),
						SimulatedAccountCheck.OTHER);
			}
			case FOR_EVER -> credentials(null);
			case SAME -> (this.latest != null
					&& (this.latest.expiration() == null || this.latest.expiration().isAfter(this.time.instant())))
							? this.latest : credentials(lifetime());
			case OUTAGE -> throw failure(CredentialsErrorCode.CONNECTION);
			case ABSENT -> throw failure(CredentialsErrorCode.NOT_FOUND);
			case DENIED -> throw failure(CredentialsErrorCode.STS_ACCESS_DENIED);
			case MFA -> throw failure(CredentialsErrorCode.MFA_REQUIRED)
				.withMfaChallenge(new MfaChallenge("mfa-" + this.challenges, null, this.record.name, 1));
			case MFA_REFUSED -> throw failure(CredentialsErrorCode.MFA_CODE_INVALID)
				.withMfaChallenge(new MfaChallenge("mfa-" + this.challenges, null, this.record.name, 2));
			case SIGN_IN -> throw failure(CredentialsErrorCode.SSO_TOKEN_EXPIRED)
				.withSignInChallenge(
						new SignInChallenge("https://sign.in", null, "code-" + this.challenges, Instant.MAX))
				.withNextAttempt(Duration.ofSeconds(5));
			case EXPIRED -> credentials(Duration.ofMillis(-this.random.nextLong(0, 100_000)));
			case NOTHING -> null;
			case BREAKS -> throw (this.random.nextBoolean()) ? new StackOverflowError() : new AssertionError();
			case BREAKS_OTHERWISE -> throw new IllegalStateException("secret");
			case HANGS -> {
				takeTime(thread, this.random.nextLong(60_000, 600_000), this.random.nextBoolean());
				yield credentials(lifetime());
			}
		};
	}

	private void takeTime(SimulatedThread thread, long millis, boolean heedsInterruption) {
		long end = this.time.elapsed() + millis;
		this.record.busyUntil = end;
		this.record.executor
			.pause(() -> this.time.elapsed() >= end || (heedsInterruption && thread.isInterruptRequested()));
	}

	/** From 5 seconds to 12 hours, short ones as often as long ones. */
	private Duration lifetime() {
		return Duration.ofMillis((long) (5_000 * Math.pow(8_640, this.random.nextDouble())));
	}

	private Credentials credentials(@Nullable Duration lifetime) {
		this.keys++;
		Instant expiration = (lifetime != null) ? this.time.instant().plus(lifetime) : null;
		this.latest = new Credentials("ASIA" + this.keys + this.record.name, "secret", "token", expiration,
				SimulatedAccountCheck.OWN);
		return this.latest;
	}

	private CredentialsException failure(CredentialsErrorCode code) {
		return new CredentialsException(code, name(), "Simulated");
	}

	/**
	 * What a source does when it is asked.
	 */
	enum Mood {

		RIGHT, FOR_EVER, SAME, OTHER_ACCOUNT, OUTAGE, ABSENT, DENIED, MFA, MFA_REFUSED, SIGN_IN, EXPIRED, NOTHING,
		BREAKS, BREAKS_OTHERWISE, HANGS,

		/** Anything of the above, each time something else. */
		ANYTHING

	}

}
