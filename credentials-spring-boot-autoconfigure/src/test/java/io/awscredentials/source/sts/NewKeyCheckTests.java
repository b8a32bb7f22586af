package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.Pause;
import io.awscredentials.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NewKeyCheck}.
 */
class NewKeyCheckTests {

	private final Sts sts = new Sts();

	private final List<Long> pauses = new ArrayList<>();

	private final Credentials keys = Sts.credentials(this.sts.user);

	private final NewKeyCheck check = check((pause) -> {
		this.pauses.add(pause.toSeconds());
		this.sts.advance(pause);
	});

	private NewKeyCheck check(Pause pause) {
		HttpOptions once = HttpOptions.service().withMaxAttempts(1);
		return new NewKeyCheck("Vault", this.sts.connection("eu-west-1", once), Duration.ofSeconds(15), this.sts,
				pause);
	}

	private void refuse(int after, int times) {
		this.sts.server.fault(
				Fault.error(403, "InvalidClientTokenId", "The security token included in the request is " + "invalid.")
					.after(after)
					.times(times));
	}

	private int calls() {
		return this.sts.server.count("GetCallerIdentity");
	}

	@AfterEach
	void close() {
		this.sts.close();
		Thread.interrupted();
	}

	@Test
	void keyIsAskedAboutUntilStsKnowsItTwiceInARow() {
		refuse(0, 3);
		Credentials known = this.check.awaitKnown(this.keys);
		assertThat(known.accountId()).isEqualTo(this.sts.user.accountId());
		assertThat(this.pauses).containsExactly(1L, 2L, 3L, 1L);
	}

	@Test
	void keyThatOneHostKnowsAndAnotherDoesNotIsAskedAboutOn() {
		refuse(1, 1);
		this.check.awaitKnown(this.keys);
		assertThat(this.pauses).containsExactly(1L, 2L, 1L);
		assertThat(calls()).isEqualTo(4);
	}

	@Test
	void keyThatStaysUnknownIsWorthAnotherTryLater() {
		refuse(0, 100);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.check.awaitKnown(this.keys))
			.returns(CredentialsErrorCode.STS_ACCESS_DENIED, CredentialsException::code)
			.returns(true, CredentialsException::retryable)
			.returns(Duration.ofSeconds(4), CredentialsException::nextAttempt)
			.withMessageContaining(this.keys.maskedAccessKeyId());
		assertThat(this.pauses).as("it does not go beyond its limit").containsExactly(1L, 2L, 3L, 4L, 4L);
	}

	@Test
	void oneKnownAnswerDoesWhereTimeIsUp() {
		refuse(0, 5);
		assertThat(this.check.awaitKnown(this.keys).accountId()).isNotNull();
		assertThat(calls()).isEqualTo(6);
	}

	@Test
	void keyIsUsedWhereStsCanNotBeAsked() {
		this.sts.server.fault(Fault.status(503).times(1));
		assertThat(this.check.awaitKnown(this.keys)).isSameAs(this.keys);
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void interruptionEndsTheWait() {
		refuse(0, 100);
		NewKeyCheck interrupted = check((pause) -> {
			throw new InterruptedException();
		});
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> interrupted.awaitKnown(this.keys));
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(calls()).isEqualTo(1);
	}

}
