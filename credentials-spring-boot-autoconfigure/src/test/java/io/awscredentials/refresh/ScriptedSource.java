package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.MfaChallenge;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * A source that does what it is told, and the same again until it is told otherwise.
 */
final class ScriptedSource implements DetailedSource {

	static final MfaChallenge CHALLENGE = new MfaChallenge("arn:aws:iam::123456789012:mfa/device", null, "default", 1);

	private final InstantSource clock;

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger keys = new AtomicInteger();

	private volatile CredentialsSource script;

	private volatile PastExpiry pastExpiry = PastExpiry.REFUSE;

	private volatile @Nullable Duration recheckAfter;

	ScriptedSource(InstantSource clock) {
		this.clock = clock;
		this.script = () -> credentials(Duration.ofHours(1));
	}

	static Credentials credentials(int number, @Nullable Instant expiration) {
		return new Credentials("ASIAIOSFODNN7EXAMP%02d".formatted(number), "secret-" + number, "token-" + number,
				expiration, "123456789012");
	}

	static CredentialsException failure() {
		return new CredentialsException(CredentialsErrorCode.CONNECTION, "Scripted", "No connection to upstream");
	}

	static CredentialsException denial() {
		return new CredentialsException(CredentialsErrorCode.STS_ACCESS_DENIED, "Scripted", "Upstream denied");
	}

	static CredentialsException mfaRequired() {
		return new CredentialsException(CredentialsErrorCode.MFA_REQUIRED, "Scripted", "A code is needed")
			.withMfaChallenge(CHALLENGE);
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		this.calls.incrementAndGet();
		return new RetrievedCredentials(this.script.retrieve(), this.pastExpiry).withRecheckAfter(this.recheckAfter);
	}

	@Override
	public String name() {
		return "Scripted";
	}

	int calls() {
		return this.calls.get();
	}

	int latest() {
		return this.keys.get();
	}

	private Credentials credentials(Duration lifetime) {
		return credentials(this.keys.incrementAndGet(), this.clock.instant().plus(lifetime));
	}

	ScriptedSource recheckAfter(Duration recheckAfter) {
		this.recheckAfter = recheckAfter;
		return this;
	}

	ScriptedSource pastExpiry(PastExpiry pastExpiry) {
		this.pastExpiry = pastExpiry;
		return this;
	}

	void succeed(Duration lifetime) {
		this.script = () -> credentials(lifetime);
	}

	void succeedForever() {
		this.script = () -> credentials(this.keys.incrementAndGet(), null);
	}

	void repeat() {
		this.script = () -> credentials(this.keys.get(), this.clock.instant().plus(Duration.ofHours(1)));
	}

	void fail() {
		script(ScriptedSource::failure);
	}

	void deny() {
		script(ScriptedSource::denial);
	}

	/**
	 * Refuse a code that was given.
	 * @param provider the name of the provider that it was given to
	 */
	void refuseCode(String provider) {
		MfaChallenge next = new MfaChallenge("device", null, provider, this.calls.get() + 1);
		script(() -> new CredentialsException(CredentialsErrorCode.MFA_CODE_INVALID, "Scripted", "Wrong code")
			.withMfaChallenge(next));
	}

	void requireMfa() {
		script(ScriptedSource::mfaRequired);
	}

	private void script(Supplier<CredentialsException> failure) {
		this.script = () -> {
			throw failure.get();
		};
	}

	void run(CredentialsSource script) {
		this.script = script;
	}

}
