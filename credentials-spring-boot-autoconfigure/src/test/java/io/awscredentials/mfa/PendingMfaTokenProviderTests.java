package io.awscredentials.mfa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PendingMfaTokenProvider}.
 */
class PendingMfaTokenProviderTests {

	private static final MfaChallenge CHALLENGE = new MfaChallenge("device", "role", "prod", 1);

	private final TestClock clock = new TestClock("2026-11-21T10:00:00Z");

	private final PendingMfaTokenProvider provider = new PendingMfaTokenProvider(this.clock, Duration.ofMinutes(1));

	@Test
	void tokenCodeWithoutCodeRaisesTheChallenge() {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.provider.tokenCode(CHALLENGE))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(CredentialsErrorCode.MFA_REQUIRED);
				assertThat(ex.mfaChallenge()).isEqualTo(CHALLENGE);
				assertThat(ex.retryable()).isFalse();
				assertThat(ex).hasMessageContaining("'prod'").hasMessageContaining("'device'");
			});
		assertThat(this.provider.challenges()).containsOnly(Map.entry("prod", CHALLENGE));
	}

	@Test
	void codeIsGivenOnce() {
		assertRequired(CHALLENGE);
		this.provider.submit("prod", "123456");
		assertThat(this.provider.tokenCode(CHALLENGE)).isEqualTo("123456");
		assertThat(this.provider.challenges()).isEmpty();
		assertRequired(CHALLENGE);
	}

	@Test
	void codeIsForItsProviderOnly() {
		assertRequired(CHALLENGE);
		this.provider.submit("dev", "123456");
		assertRequired(CHALLENGE);
	}

	@Test
	void codeIsForItsDeviceOnly() {
		assertRequired(CHALLENGE);
		this.provider.submit("prod", "123456");
		assertRequired(new MfaChallenge("other", "role", "prod", 1));
	}

	@Test
	void codeMayComeBeforeItIsAskedFor() {
		this.provider.submit("prod", "123456");
		assertThat(this.provider.tokenCode(CHALLENGE)).isEqualTo("123456");
	}

	@Test
	void oldCodeIsDropped() {
		this.provider.submit("prod", "123456");
		this.clock.advance(Duration.ofSeconds(60));
		assertRequired(CHALLENGE);
	}

	@Test
	void laterCodeReplacesAnEarlierOne() {
		this.provider.submit("prod", "111111");
		this.provider.submit("prod", "222222");
		assertThat(this.provider.tokenCode(CHALLENGE)).isEqualTo("222222");
	}

	@Test
	void refusedCodeLeavesTheNextChallengePending() {
		MfaChallenge next = new MfaChallenge("device", "role", "prod", 2);
		this.provider.refused(next);
		assertThat(this.provider.challenges()).containsValue(next);
	}

	@Test
	void submitStartsTheRefresh() {
		List<String> refreshed = new ArrayList<>();
		CompletableFuture<Object> refresh = new CompletableFuture<>();
		this.provider.refreshWith((name) -> {
			refreshed.add(name + this.provider.tokenCode(CHALLENGE));
			return refresh;
		});
		CompletableFuture<?> ended = this.provider.submit("prod", "123456");
		assertThat(refreshed).containsExactly("prod123456");
		assertThat(ended).isNotDone();
		refresh.completeExceptionally(new IllegalStateException());
		assertThat(ended).isCompleted();
	}

	@Test
	void submitRefreshesAgainWhereARefreshHadMissedTheCode() {
		List<CompletableFuture<Object>> refreshes = new ArrayList<>();
		this.provider.refreshWith((name) -> {
			CompletableFuture<Object> refresh = new CompletableFuture<>();
			refreshes.add(refresh);
			return refresh;
		});
		CompletableFuture<?> ended = this.provider.submit("prod", "123456");
		refreshes.get(0).completeExceptionally(new IllegalStateException());
		assertThat(refreshes).hasSize(2);
		this.provider.tokenCode(CHALLENGE);
		refreshes.get(1).complete("done");
		assertThat(ended).isCompleted();
		assertThat(refreshes).hasSize(2);
	}

	private void assertRequired(MfaChallenge challenge) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.provider.tokenCode(challenge));
	}

}
