package io.awscredentials.mfa;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import org.jspecify.annotations.Nullable;

/**
 * Computes codes from the seed of a virtual device (RFC 6238 with SHA-1, 30 seconds and
 * six digits), for test accounts: a second factor that lies beside the first is none. AWS
 * takes each code once, so whoever asks for another one within 30 seconds waits for the
 * next. Thread-safe; shows the seed to nobody.
 *
 * @since 0.1.0
 */
public final class TotpMfaTokenProvider implements MfaTokenProvider {

	private static final long STEP_MILLIS = 30_000;

	private static final int MODULUS = 1_000_000;

	private final byte[] seed;

	private final InstantSource clock;

	private final Duration timeout;

	private final Sleeper sleeper;

	private final Map<String, Long> lastSteps = new HashMap<>();

	/**
	 * Create a new instance.
	 * @param seed the seed as AWS shows it, in base32
	 * @param clock tells the time as AWS sees it
	 * @param timeout how long to wait for an unused code at most
	 * @throws IllegalArgumentException if the seed is not base32
	 */
	public TotpMfaTokenProvider(String seed, InstantSource clock, Duration timeout) {
		this(seed, clock, timeout, Thread::sleep);
	}

	TotpMfaTokenProvider(String seed, InstantSource clock, Duration timeout, Sleeper sleeper) {
		this.seed = Base32.decode(seed);
		this.clock = clock;
		this.timeout = timeout;
		this.sleeper = sleeper;
	}

	@Override
	public String tokenCode(MfaChallenge challenge) {
		long now = this.clock.millis();
		long step = reserve(challenge, Math.floorDiv(now, STEP_MILLIS));
		long wait = step * STEP_MILLIS - now;
		if (wait > 0) {
			try {
				this.sleeper.sleep(wait);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw failure(challenge, "the thread was interrupted");
			}
		}
		return code(step);
	}

	private synchronized long reserve(MfaChallenge challenge, long current) {
		long longest = this.timeout.toMillis() / STEP_MILLIS;
		long last = this.lastSteps.getOrDefault(challenge.serialNumber(), Long.MIN_VALUE);
		// A step that nobody can have waited for was used before the clock was set back.
		long step = (last > current + longest + 1) ? current : Math.max(current, last + 1);
		if (step - current > longest) {
			throw failure(challenge, "too many ask for codes of this device, which has one in 30 s");
		}
		this.lastSteps.put(challenge.serialNumber(), step);
		return step;
	}

	/**
	 * Return the code of a step, as RFC 4226 truncates it.
	 */
	private String code(long step) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(this.seed, "HmacSHA1"));
			byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
			int offset = hash[hash.length - 1] & 0xf;
			int number = (ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE) % MODULUS;
			return String.format(Locale.ROOT, "%06d", number);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("HmacSHA1 is not available", ex);
		}
	}

	@Override
	public boolean interactive() {
		return false;
	}

	/**
	 * Return whether the other one has the same seed: the two would give the same codes.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TotpMfaTokenProvider that && MessageDigest.isEqual(this.seed, that.seed);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.seed);
	}

	@Override
	public String toString() {
		return "TotpMfaTokenProvider";
	}

	private static CredentialsException failure(MfaChallenge challenge, String reason) {
		return new CredentialsException(CredentialsErrorCode.MFA_REQUIRED, "MFA",
				"There is no unused code of device '" + challenge.serialNumber() + "': " + reason)
			.withAdvice("Let one session serve all roles, see 'session-token.mfa', or raise 'mfa.timeout'")
			.withRetryable(true);
	}

	/**
	 * Waits; a test does not.
	 */
	@FunctionalInterface
	interface Sleeper {

		void sleep(long millis) throws InterruptedException;

	}

}
