package io.awscredentials.mfa;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link AskingMfaTokenProvider}.
 */
class AskingMfaTokenProviderTests {

	private static final MfaChallenge CHALLENGE = challenge(1);

	private static final Duration NONE = Duration.ZERO;

	private static final Duration LONG = Duration.ofMinutes(1);

	private final PendingMfaTokenProvider pending = new PendingMfaTokenProvider(new TestClock("2026-11-21T10:00:00Z"),
			Duration.ofMinutes(1));

	private final List<MfaChallenge> asked = new CopyOnWriteArrayList<>();

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private AskingMfaTokenProvider provider = asking(NONE);

	@AfterEach
	void close() {
		this.provider.close();
	}

	@Test
	void quickAnswerIsGivenAtOnce() {
		this.provider = asking(LONG);
		this.answers.add("123456");
		assertThat(this.provider.tokenCode(CHALLENGE)).isEqualTo("123456");
		assertThat(this.pending.challenges()).isEmpty();
		Awaitility.await().untilAsserted(() -> assertThat(this.provider.asking("prod")).isNull());
	}

	@Test
	void quickFailureIsGivenAtOnce() {
		this.provider = new AskingMfaTokenProvider((challenge) -> {
			throw new IllegalStateException("broken");
		}, this.pending, LONG);
		assertThatIllegalStateException().isThrownBy(() -> this.provider.tokenCode(CHALLENGE));
	}

	@Test
	void slowAnswerIsPendingAndStartsTheRefresh() {
		CompletableFuture<String> refreshed = new CompletableFuture<>();
		this.pending.refreshWith((name) -> {
			refreshed.complete(name + " " + this.provider.tokenCode(CHALLENGE));
			return refreshed;
		});
		assertRequired(CHALLENGE);
		assertRequired(CHALLENGE);
		assertThat(this.pending.challenges()).containsValue(CHALLENGE);
		CompletableFuture<?> used = Objects.requireNonNull(this.provider.asking("prod"));
		this.answers.add("123456");
		assertThat(refreshed.join()).isEqualTo("prod 123456");
		used.join();
		assertThat(this.asked).containsExactly(CHALLENGE);
	}

	@Test
	void codeThatComesAnotherWayEndsTheQuestion() {
		assertRequired(CHALLENGE);
		Awaitility.await().until(() -> !this.threads.isEmpty());
		CompletableFuture<?> used = Objects.requireNonNull(this.provider.asking("prod"));
		this.pending.submit("prod", "123456");
		assertThat(this.provider.tokenCode(CHALLENGE)).isEqualTo("123456");
		assertThat(used).succeedsWithin(Duration.ofMinutes(1));
		assertThat(this.provider.asking("prod")).isNull();
		Awaitility.await().until(() -> !this.threads.get(0).isAlive());
	}

	@Test
	void questionsOfSeveralProvidersDoNotMix() {
		assertRequired(CHALLENGE);
		assertRequired(new MfaChallenge("device", null, "dev", 1));
		Awaitility.await().untilAsserted(() -> assertThat(this.asked).hasSize(2));
	}

	@Test
	void refusedCodeAsksAgainButNotForEver() {
		this.provider.refused(challenge(2));
		Awaitility.await().untilAsserted(() -> assertThat(this.asked).containsExactly(challenge(2)));
		this.answers.add("111111");
		Awaitility.await().untilAsserted(() -> assertThat(this.provider.asking("prod")).isNull());
		this.provider.refused(challenge(4));
		assertThat(this.provider.asking("prod")).isNull();
		assertThat(this.pending.challenges()).containsValue(challenge(4));
	}

	@Test
	void whoGivesNoAnswerIsAskedAgainWhenSomebodyWantsTo() {
		this.provider = new AskingMfaTokenProvider((challenge) -> {
			this.asked.add(challenge);
			take();
			throw new CredentialsException(CredentialsErrorCode.MFA_REQUIRED, "Test", "nobody answered");
		}, this.pending, NONE);
		assertRequired(CHALLENGE);
		CompletableFuture<?> used = Objects.requireNonNull(this.provider.asking("prod"));
		this.answers.add("none");
		Awaitility.await().untilAsserted(() -> assertThat(this.provider.asking("prod")).isNull());
		assertThat(used).isCompletedExceptionally();
		assertRequired(CHALLENGE);
		Awaitility.await().untilAsserted(() -> assertThat(this.asked).hasSize(2));
	}

	@Test
	void closeEndsTheThreads() {
		assertRequired(CHALLENGE);
		Awaitility.await().until(() -> !this.threads.isEmpty());
		this.provider.close();
		assertThat(this.threads).noneMatch(Thread::isAlive);
		assertRequired(challenge(2));
		assertThat(this.asked).containsExactly(CHALLENGE);
	}

	private AskingMfaTokenProvider asking(Duration patience) {
		MfaTokenProvider delegate = (challenge) -> {
			this.asked.add(challenge);
			this.threads.add(Thread.currentThread());
			return take();
		};
		return new AskingMfaTokenProvider(delegate, this.pending, patience);
	}

	private String take() {
		try {
			return this.answers.take();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MfaChallenge challenge(int attempt) {
		return new MfaChallenge("device", null, "prod", attempt);
	}

	private void assertRequired(MfaChallenge challenge) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.provider.tokenCode(challenge))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.MFA_REQUIRED));
	}

}
