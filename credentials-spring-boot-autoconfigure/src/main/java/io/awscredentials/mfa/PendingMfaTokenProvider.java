package io.awscredentials.mfa;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import org.jspecify.annotations.Nullable;

/**
 * Waits for codes that come from elsewhere, the actuator or a page of the application for
 * example, and holds no thread meanwhile: asked for a code that is not there yet it says
 * {@link CredentialsErrorCode#MFA_REQUIRED}, and {@link #submit} starts the refresh that
 * uses the code. Thread-safe.
 *
 * @since 0.1.0
 */
public final class PendingMfaTokenProvider implements MfaTokenProvider {

	private final InstantSource clock;

	private final Duration maxAge;

	private final Map<String, MfaChallenge> challenges = new TreeMap<>();

	private final Map<String, Answer> answers = new HashMap<>();

	private volatile Function<String, CompletableFuture<?>> refresh = (name) -> CompletableFuture.completedFuture(null);

	/**
	 * Create a new instance.
	 * @param clock tells the time
	 * @param maxAge how long a code may lie unused; a device shows one for 30 seconds
	 */
	public PendingMfaTokenProvider(InstantSource clock, Duration maxAge) {
		this.clock = clock;
		this.maxAge = maxAge;
	}

	/**
	 * Set what starts the refresh of a provider that a code has come for.
	 * @param refresh starts the refresh by the name of the provider and returns the
	 * future of its outcome
	 */
	public void refreshWith(Function<String, CompletableFuture<?>> refresh) {
		this.refresh = refresh;
	}

	@Override
	public synchronized String tokenCode(MfaChallenge challenge) {
		Answer answer = this.answers.remove(challenge.provider());
		if (answer != null && isFresh(answer) && answer.answers(challenge)) {
			this.challenges.remove(challenge.provider());
			return answer.code;
		}
		this.challenges.put(challenge.provider(), challenge);
		throw new CredentialsException(CredentialsErrorCode.MFA_REQUIRED, "MFA",
				"Provider '" + challenge.provider() + "' needs a code of device '" + challenge.serialNumber() + "'"
						+ ((challenge.roleArn() != null) ? " to assume " + challenge.roleArn() : "")
						+ ((challenge.attempt() > 1) ? ", the last one was refused" : ""))
			.withMfaChallenge(challenge);
	}

	@Override
	public synchronized void refused(MfaChallenge next) {
		this.challenges.put(next.provider(), next);
	}

	/**
	 * Forget a challenge that was answered another way.
	 * @param providerName the name of the provider
	 */
	synchronized void answered(String providerName) {
		this.challenges.remove(providerName);
	}

	/**
	 * Return the challenges that wait for a code.
	 * @return the challenges by the name of the provider
	 */
	public synchronized Map<String, MfaChallenge> challenges() {
		return Map.copyOf(this.challenges);
	}

	/**
	 * Give a code to a provider, which uses it at once if it waits for one, and in place
	 * of asking if it needs one soon.
	 * @param providerName the name of the provider
	 * @param tokenCode the code
	 * @return a future that completes once the refresh with the code has ended, well or
	 * not; cancelling it has no effect
	 */
	public CompletableFuture<?> submit(String providerName, String tokenCode) {
		Answer answer = store(providerName, tokenCode);
		// A refresh that was under way may have looked for the code just before it came.
		return refresh(providerName).thenCompose((ended) -> (isUnused(providerName, answer)) ? refresh(providerName)
				: CompletableFuture.completedFuture(null));
	}

	private synchronized Answer store(String providerName, String tokenCode) {
		this.answers.values().removeIf((old) -> !isFresh(old));
		Answer answer = new Answer(tokenCode, this.clock.instant(), this.challenges.get(providerName));
		this.answers.put(providerName, answer);
		return answer;
	}

	private CompletableFuture<?> refresh(String providerName) {
		return this.refresh.apply(providerName).handle((ended, failure) -> null);
	}

	private synchronized boolean isUnused(String providerName, Answer answer) {
		return this.answers.get(providerName) == answer;
	}

	private boolean isFresh(Answer answer) {
		return this.clock.instant().isBefore(answer.at.plus(this.maxAge));
	}

	/** A code that has come. Not a record: those print what they hold. */
	private static final class Answer {

		private final String code;

		private final Instant at;

		private final @Nullable MfaChallenge challenge;

		private Answer(String code, Instant at, @Nullable MfaChallenge challenge) {
			this.code = code;
			this.at = at;
			this.challenge = challenge;
		}

		/** A code is of the device that was asked for when it came. */
		private boolean answers(MfaChallenge asked) {
			return this.challenge == null || this.challenge.serialNumber().equals(asked.serialNumber());
		}

	}

}
