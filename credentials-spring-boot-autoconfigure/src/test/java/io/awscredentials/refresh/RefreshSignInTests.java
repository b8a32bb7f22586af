package io.awscredentials.refresh;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import ch.qos.logback.classic.Level;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.SignInChallenge;
import io.awscredentials.internal.PastExpiry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a provider whose source waits for a person to sign in.
 */
class RefreshSignInTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final Harness harness = new Harness();

	private static SignInChallenge challenge(String userCode) {
		return new SignInChallenge("https://example.com/device", "https://example.com/device?user_code=" + userCode,
				userCode, MutableClock.START.plus(Duration.ofMinutes(10)));
	}

	private void waitFor(String userCode) {
		this.harness.source.run(() -> {
			throw new CredentialsException(CredentialsErrorCode.SSO_TOKEN_MISSING, "Scripted", "Nobody signed in")
				.withSignInChallenge(challenge(userCode))
				.withNextAttempt(INTERVAL);
		});
	}

	private void giveUp() {
		this.harness.source.run(() -> {
			throw new CredentialsException(CredentialsErrorCode.SSO_TOKEN_EXPIRED, "Scripted", "Too late")
				.withNextAttempt(ChronoUnit.FOREVER.getDuration());
		});
	}

	@Test
	void statusShowsWhatIsAskedOfThePerson() {
		waitFor("AAAA-BBBB");
		CredentialsException failure = this.harness.resolveFailure();
		assertThat(failure.signInChallenge()).isEqualTo(challenge("AAAA-BBBB"));
		RefreshStatus status = this.harness.status();
		assertThat(status.state()).isEqualTo(RefreshState.AWAITING_SIGN_IN);
		assertThat(status.signIn()).isEqualTo(challenge("AAAA-BBBB"));
		assertThat(status.failing()).isTrue();
		assertThat(status.valid()).isFalse();
	}

	@Test
	void schedulerAsksWhenTheSourceWantsItTo() {
		waitFor("AAAA-BBBB");
		this.harness.resolveFailure();
		assertThat(this.harness.next()).isEqualTo(INTERVAL);
		this.harness.advance(Duration.ofMillis(4_999));
		assertThat(this.harness.source.calls()).isOne();
		this.harness.advance(Duration.ofMillis(1));
		assertThat(this.harness.source.calls()).isEqualTo(2);
		this.harness.advance(Duration.ofSeconds(10));
		assertThat(this.harness.source.calls()).isEqualTo(4);
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.advance(INTERVAL);
		assertThat(this.harness.state()).isEqualTo(RefreshState.VALID);
		assertThat(this.harness.status().signIn()).isNull();
	}

	@Test
	void waitingOnForTheSamePersonIsNoNews() {
		waitFor("AAAA-BBBB");
		this.harness.provider.refresh();
		this.harness.advance(Duration.ofMinutes(1));
		assertThat(this.harness.listener.events()).containsExactly("sign-in AWAITING_SIGN_IN AAAA-BBBB");
		assertThat(this.harness.status().failures()).isZero();
		assertThat(this.harness.status().lastFailure()).isNull();
		waitFor("CCCC-DDDD");
		this.harness.advance(Duration.ofMinutes(1));
		assertThat(this.harness.listener.events()).hasSize(2).endsWith("sign-in AWAITING_SIGN_IN CCCC-DDDD");
	}

	@Test
	void aSignInThatCameToNothingIsRepeatedForCallersOnly() {
		waitFor("AAAA-BBBB");
		this.harness.resolveFailure();
		giveUp();
		this.harness.advance(INTERVAL);
		assertThat(this.harness.state()).isEqualTo(RefreshState.FAILED);
		assertThat(this.harness.status().nextRefresh()).isNull();
		this.harness.advance(Duration.ofHours(1));
		assertThat(this.harness.source.calls()).isEqualTo(2);
		waitFor("CCCC-DDDD");
		assertThat(this.harness.resolveFailure().signInChallenge()).isEqualTo(challenge("CCCC-DDDD"));
	}

	@Test
	void validCredentialsAreServedWhileAPersonIsWaitedFor() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		this.harness.resolve();
		waitFor("AAAA-BBBB");
		this.harness.advance(Duration.ofMinutes(59));
		assertThat(this.harness.resolve()).isEqualTo(ScriptedSource.credentials(1, this.harness.status().expiration()));
		assertThat(this.harness.state()).isEqualTo(RefreshState.AWAITING_SIGN_IN);
		assertThat(this.harness.status().valid()).isTrue();
		this.harness.advance(Duration.ofMinutes(1));
		assertThat(this.harness.resolveFailure().signInChallenge()).isNotNull();
		assertThat(this.harness.state()).isEqualTo(RefreshState.AWAITING_SIGN_IN);
	}

	@Test
	void validCredentialsAreServedWhileAPersonIsWaitedForByALateScheduler() {
		this.harness.resolve();
		waitFor("AAAA-BBBB");
		this.harness.advance(Duration.ofSeconds(3600 - 45));
		this.harness.sleep(Duration.ofSeconds(8));
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
	}

	@Test
	void logShowsTheCodeAndSoOnOnce() {
		waitFor("AAAA-BBBB");
		try (LogCapture log = new LogCapture(RefreshingCredentialsProvider.class, Level.INFO)) {
			this.harness.provider.refresh();
			this.harness.advance(Duration.ofMinutes(1));
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("INFO")
				.contains("https://example.com/device?user_code=AAAA-BBBB")
				.contains("code AAAA-BBBB")
				.contains("There are no credentials until then");
		}
	}

}
