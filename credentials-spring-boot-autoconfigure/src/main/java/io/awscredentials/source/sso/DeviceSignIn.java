package io.awscredentials.source.sso;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.SignInChallenge;
import io.awscredentials.internal.RequestedRetrieval;
import io.awscredentials.source.sso.OidcClient.Authorization;
import io.awscredentials.source.sso.SsoToken.Registration;
import org.jspecify.annotations.Nullable;

/**
 * Lets a person sign in on a device of theirs (RFC 8628). No thread waits for the person:
 * each retrieval is at most one question to the service, and its failure says when the
 * next one is worth it. Guarded by the lock of its session.
 */
final class DeviceSignIn {

	/** RFC 8628, section 3.5. */
	private static final Duration SLOW_DOWN = Duration.ofSeconds(5);

	/** As in the AWS CLI; a sign-in takes ten of these minutes. */
	private static final Duration REGISTRATION_LEFT = Duration.ofMinutes(15);

	private static final Duration ON_DEMAND = ChronoUnit.FOREVER.getDuration();

	private final OidcClient oidc;

	private final TokenCache<SsoToken> cache;

	private final InstantSource clock;

	private @Nullable Registration registration;

	private @Nullable Waiting waiting;

	/** Until then the denial of a person stands, unless a person asks for a sign-in. */
	private @Nullable Instant deniedUntil;

	DeviceSignIn(OidcClient oidc, TokenCache<SsoToken> cache, InstantSource clock) {
		this.oidc = oidc;
		this.cache = cache;
		this.clock = clock;
	}

	/**
	 * Forget a sign-in that is under way: somebody signed in elsewhere.
	 */
	void forget() {
		this.waiting = null;
		this.deniedUntil = null;
	}

	/**
	 * Take the next step of a sign-in.
	 * @param reason why one is needed
	 * @return the token of the person who signed in
	 * @throws CredentialsException as long as there is none
	 */
	SsoToken proceed(CredentialsException reason) {
		Instant now = this.clock.instant();
		if (this.deniedUntil != null && now.isBefore(this.deniedUntil) && !RequestedRetrieval.isPresent()) {
			throw denied();
		}
		this.deniedUntil = null;
		Waiting present = this.waiting;
		if (present == null) {
			throw begin(now).failure(reason, now);
		}
		if (!now.isBefore(present.authorization.challenge().expiresAt())) {
			throw tooLate();
		}
		if (now.isBefore(present.askAt)) {
			throw present.failure(reason, now);
		}
		return ask(present, reason);
	}

	private Waiting begin(Instant now) {
		Registration client = this.registration;
		if (client == null || !now.isBefore(client.expiresAt().minus(REGISTRATION_LEFT))) {
			client = this.oidc.register();
			this.registration = client;
		}
		Authorization authorization = this.oidc.authorize(client);
		Waiting begun = new Waiting(client, authorization, authorization.interval(),
				now.plus(authorization.interval()));
		this.waiting = begun;
		return begun;
	}

	private SsoToken ask(Waiting present, CredentialsException reason) {
		Instant now = this.clock.instant();
		OidcClient.Poll poll;
		try {
			poll = this.oidc.poll(present.registration, present.authorization);
		}
		catch (CredentialsException ex) {
			if (!ex.retryable()) {
				throw ex;
			}
			throw askAgain(present, present.interval.plus(SLOW_DOWN), now).failure(reason, now);
		}
		if (poll.token() != null) {
			this.waiting = null;
			this.cache.write(poll.token());
			return poll.token();
		}
		switch (poll.error()) {
			case "authorization_pending" -> throw askAgain(present, present.interval, now).failure(reason, now);
			case "slow_down" -> throw askAgain(present, present.interval.plus(SLOW_DOWN), now).failure(reason, now);
			case "expired_token" -> throw tooLate();
			case "access_denied" -> {
				this.waiting = null;
				this.deniedUntil = present.authorization.challenge().expiresAt();
				throw denied();
			}
			default -> {
				this.waiting = null;
				this.registration = null;
				throw failure(CredentialsErrorCode.SSO_TOKEN_MISSING, "The sign-in failed: " + poll.description())
					.withAdvice("Ask for credentials again, which starts another sign-in");
			}
		}
	}

	private Waiting askAgain(Waiting present, Duration interval, Instant now) {
		Waiting next = new Waiting(present.registration, present.authorization, interval, now.plus(interval));
		this.waiting = next;
		return next;
	}

	private CredentialsException tooLate() {
		this.waiting = null;
		return failure(CredentialsErrorCode.SSO_TOKEN_EXPIRED, "Nobody signed in before the code expired")
			.withAdvice("Ask for credentials again, which starts another sign-in");
	}

	private CredentialsException denied() {
		return failure(CredentialsErrorCode.SSO_ACCESS_DENIED, "The person who was asked to sign in declined")
			.withAdvice(
					"If that was a slip, refresh the provider by hand, on the console for example: that starts another "
							+ "sign-in at once. Nobody else starts one before the declined code has expired, at "
							+ this.deniedUntil);
	}

	private static CredentialsException failure(CredentialsErrorCode code, String message) {
		return new CredentialsException(code, SsoCredentialsSource.NAME, message).withRetryable(false)
			.withNextAttempt(ON_DEMAND);
	}

	/**
	 * A sign-in that is under way.
	 *
	 * @param registration the client it was started by
	 * @param authorization what the service said of it
	 * @param interval how long to wait between two questions
	 * @param askAt when the next question may be asked
	 */
	private record Waiting(Registration registration, Authorization authorization, Duration interval, Instant askAt) {

		CredentialsException failure(CredentialsException reason, Instant now) {
			SignInChallenge challenge = this.authorization.challenge();
			return new CredentialsException(reason.code(), reason.source(),
					reason.getMessage() + "; a person has until " + challenge.expiresAt() + " to sign in")
				.withRetryable(false)
				.withAdvice("Open " + challenge.link() + " and confirm the code " + challenge.userCode())
				.withSignInChallenge(challenge)
				// Schedulers count in milliseconds: a millisecond too early is too early.
				.withNextAttempt(Duration.between(now, this.askAt).plusMillis(1));
		}

	}

}
