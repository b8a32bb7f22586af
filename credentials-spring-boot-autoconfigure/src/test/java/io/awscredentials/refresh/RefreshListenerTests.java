package io.awscredentials.refresh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Level;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.internal.PastExpiry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a {@link RefreshListener} is told, and what it may do.
 */
@Timeout(60)
class RefreshListenerTests {

	private final Harness harness = new Harness();

	@Test
	void outageIsToldFromEndToEnd() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		this.harness.resolve();
		this.harness.source.fail();
		this.harness.advance(Duration.ofMinutes(60).plusSeconds(5));
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.advance(Duration.ofSeconds(30));
		List<String> events = this.harness.listener.events();
		assertThat(events).startsWith("refreshed VALID", "failed STALE CONNECTION").endsWith("refreshed VALID");
		assertThat(events).containsOnlyOnce("expired EXTENDED").doesNotContain("expired EXPIRED");
	}

	@Test
	void expiryIsToldOfEachSetOnce() {
		this.harness.source.fail();
		for (int set = 0; set < 3; set++) {
			this.harness.source.succeed(Duration.ofHours(1));
			this.harness.provider.refresh();
			this.harness.source.fail();
			this.harness.advance(Duration.ofMinutes(70));
		}
		assertThat(this.harness.listener.events().stream().filter((event) -> event.startsWith("expired"))).hasSize(3)
			.containsOnly("expired EXPIRED");
	}

	@Test
	void expiryIsNotToldOfRejectedSet() {
		this.harness.resolve();
		this.harness.source.fail();
		this.harness.provider.invalidate(ScriptedSource.credentials(1, null));
		this.harness.advance(Duration.ofMinutes(70));
		assertThat(this.harness.listener.events()).noneMatch((event) -> event.startsWith("expired"));
	}

	@Test
	void challengeIsToldOnceUntilAnsweredOrReplaced() {
		this.harness.source.requireMfa();
		this.harness.provider.refresh();
		this.harness.provider.refresh();
		this.harness.source.run(() -> {
			throw ScriptedSource.mfaRequired().withMfaChallenge(new MfaChallenge("another", null, "default", 2));
		});
		this.harness.provider.refresh();
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.provider.refresh();
		this.harness.source.requireMfa();
		this.harness.provider.refresh();
		String serialNumber = ScriptedSource.CHALLENGE.serialNumber();
		assertThat(this.harness.listener.events().stream().filter((event) -> event.startsWith("mfa"))).containsExactly(
				"mfa AWAITING_MFA " + serialNumber, "mfa AWAITING_MFA another", "mfa AWAITING_MFA " + serialNumber);
	}

	@Test
	void challengeOfRefusedCodeIsToldToo() {
		this.harness.source.run(() -> {
			throw ScriptedSource.denial().withMfaChallenge(ScriptedSource.CHALLENGE);
		});
		this.harness.provider.refresh();
		assertThat(this.harness.listener.events()).containsExactly("failed AWAITING_MFA STS_ACCESS_DENIED",
				"mfa AWAITING_MFA " + ScriptedSource.CHALLENGE.serialNumber());
	}

	@Test
	void challengeToAnotherProviderIsToldThereAndLookedAfterHere() {
		this.harness.source.run(() -> {
			throw ScriptedSource.mfaRequired().withMfaChallenge(new MfaChallenge("device", null, "base", 1));
		});
		this.harness.provider.refresh();
		assertThat(this.harness.listener.events()).isEmpty();
		assertThat(this.harness.state()).isEqualTo(RefreshState.AWAITING_MFA);
		assertThat(this.harness.next()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.advance(Duration.ofSeconds(30));
		assertThat(this.harness.state()).isEqualTo(RefreshState.VALID);
	}

	@Test
	void listenerThatThrowsHasNoEffect() {
		RefreshListener failing = new RefreshListener() {

			@Override
			public void refreshed(RefreshStatus status, Duration took) {
				throw new IllegalStateException("refreshed");
			}

			@Override
			public void refreshFailed(RefreshStatus status, CredentialsException failure, Duration took) {
				throw new StackOverflowError();
			}

			@Override
			public void expired(RefreshStatus status) {
				throw new IllegalStateException("expired");
			}

		};
		RefreshingCredentialsProvider provider = this.harness.provider(RefreshPolicy.defaults(), failing);
		try (LogCapture log = new LogCapture(RefreshingCredentialsProvider.class, Level.WARN)) {
			assertThat(provider.resolveCredentials().secretAccessKey()).isEqualTo("secret-1");
			this.harness.source.fail();
			this.harness.advance(Duration.ofMinutes(61));
			this.harness.source.succeed(Duration.ofHours(1));
			this.harness.advance(Duration.ofSeconds(30));
			assertThat(provider.resolveCredentials().secretAccessKey()).isEqualTo("secret-2");
			assertThat(log.lines()).contains(
					"WARN Listener " + failing.getClass().getName()
							+ " failed + java.lang.IllegalStateException: refreshed",
					"WARN Listener " + failing.getClass().getName() + " failed + java.lang.StackOverflowError: null");
		}
	}

	@Test
	void listenerMayResolve() {
		List<Object> seen = new ArrayList<>();
		List<RefreshingCredentialsProvider> self = new ArrayList<>();
		RefreshListener curious = new RefreshListener() {

			@Override
			public void refreshed(RefreshStatus status, Duration took) {
				seen.add(self.get(0).resolveCredentials().secretAccessKey());
			}

			@Override
			public void refreshFailed(RefreshStatus status, CredentialsException failure, Duration took) {
				// Such as one that tells of the failure through AWS: no flight from here.
				self.get(0).resolveCredentialsAsync().whenComplete((credentials, ex) -> seen.add(ex));
				self.get(0).resolveCredentials();
			}

		};
		self.add(this.harness.provider(RefreshPolicy.defaults(), curious));
		this.harness.source.fail();
		assertThat(self.get(0).refresh()).isCompletedExceptionally();
		assertThat(this.harness.source.calls()).isOne();
		assertThat(seen).singleElement().isInstanceOf(CredentialsException.class);
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.sleep(Duration.ofSeconds(1));
		self.get(0).resolveCredentials();
		assertThat(seen).hasSize(2).contains("secret-1");
	}

	@Test
	void listenerMayRefreshAsWhenItAnswersChallenge() {
		List<RefreshingCredentialsProvider> self = new ArrayList<>();
		List<CompletableFuture<Credentials>> refreshes = new ArrayList<>();
		self.add(this.harness.provider(RefreshPolicy.defaults(), new RefreshListener() {

			@Override
			public void mfaRequired(RefreshStatus status, MfaChallenge challenge) {
				RefreshListenerTests.this.harness.source.succeed(Duration.ofHours(1));
				refreshes.add(self.get(0).refresh());
			}

		}));
		this.harness.source.requireMfa();
		self.get(0).refresh();
		assertThat(refreshes).singleElement().satisfies((refresh) -> assertThat(refresh).isCompleted());
		assertThat(self.get(0).status().state()).isEqualTo(RefreshState.VALID);
	}

}
