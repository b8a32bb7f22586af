package io.awscredentials.refresh;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.PastExpiry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What callers get whose patience ends: by time-out, or by an interruption.
 */
@Timeout(60)
class RefreshTimeoutTests {

	private final HandExecutor executor = new HandExecutor();

	private final Harness harness = new Harness(Harness.timeout(Duration.ofNanos(1)), this.executor);

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
	}

	@Test
	void resolveWhenRetrievalHangsTimesOut() {
		CredentialsException failure = this.harness.resolveFailure();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.TIMEOUT);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure.source()).isEqualTo("Scripted");
		assertThat(failure).hasMessageContaining("'default'").hasMessageContaining("refresh.timeout");
	}

	@Test
	void resolveWhenTimedOutLeavesTheFlightToOthers() {
		this.harness.resolveFailure();
		this.harness.resolveFailure();
		assertThat(this.executor.waiting()).isOne();
		this.executor.runAll();
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		assertThat(this.harness.source.calls()).isOne();
	}

	@Test
	void resolveWhenTimedOutInTheExpiryWindowServesWhatIsValid() {
		cache();
		this.harness.sleep(Duration.ofSeconds(3600 - 30));
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		assertThat(this.harness.status().servedStale()).isOne();
	}

	@Test
	void resolveWhenTimedOutPastExpiryServesWhereTheSourceAllows() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		cache();
		this.harness.sleep(Duration.ofMinutes(61));
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
	}

	@Test
	void resolveWhenTimedOutPastExpiryRaisesWhereTheSourceDoesNotAllow() {
		cache();
		this.harness.sleep(Duration.ofMinutes(61));
		assertThat(this.harness.resolveFailure().code()).isEqualTo(CredentialsErrorCode.TIMEOUT);
	}

	@Test
	void resolveWhenTimedOutAfterFailureForGoodDoesNotServeWhatHasExpired() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		cache();
		this.harness.sleep(Duration.ofMinutes(61));
		this.harness.source.deny();
		this.harness.resolve();
		this.executor.runAll();
		this.harness.sleep(Duration.ofSeconds(6));
		assertThat(this.harness.resolveFailure().code()).isEqualTo(CredentialsErrorCode.TIMEOUT);
	}

	@Test
	void resolveWhenInterruptedLeavesTheFlightToOthers() {
		Harness patient = new Harness(RefreshPolicy.defaults(), this.executor);
		CompletableFuture<Credentials> other = patient.provider.resolveCredentialsAsync();
		Thread.currentThread().interrupt();
		CredentialsException failure = patient.resolveFailure();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.TIMEOUT);
		assertThat(failure).hasMessageContaining("interrupted");
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		this.executor.runAll();
		assertThat(other.join().secretAccessKey()).isEqualTo("secret-1");
	}

	@Test
	void resolveWhenInterruptedInTheExpiryWindowServesWhatIsValid() {
		Harness patient = new Harness(RefreshPolicy.defaults(), this.executor);
		patient.provider.start();
		this.executor.runAll();
		patient.sleep(Duration.ofSeconds(3600 - 30));
		Thread.currentThread().interrupt();
		assertThat(patient.resolve().secretAccessKey()).isEqualTo("secret-1");
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void asyncWhenRetrievalHangsTimesOut() {
		CompletableFuture<Credentials> promise = this.harness.provider.resolveCredentialsAsync();
		assertThat(promise).isNotDone();
		this.harness.elapse(Duration.ofNanos(1));
		this.executor.runLast();
		assertThat(failure(promise).code()).isEqualTo(CredentialsErrorCode.TIMEOUT);
		this.executor.runAll();
		assertThat(this.harness.state()).isEqualTo(RefreshState.VALID);
	}

	@Test
	void asyncWhenTimedOutInTheExpiryWindowServesWhatIsValid() {
		cache();
		this.harness.sleep(Duration.ofSeconds(3600 - 30));
		CompletableFuture<Credentials> promise = this.harness.provider.resolveCredentialsAsync();
		this.harness.elapse(Duration.ofNanos(1));
		this.executor.runLast();
		assertThat(promise.join().secretAccessKey()).isEqualTo("secret-1");
	}

	@Test
	void asyncTimesOutAlthoughTheClockStandsStill() {
		Harness patient = new Harness(RefreshPolicy.defaults(), this.executor);
		CompletableFuture<Credentials> promise = patient.provider.resolveCredentialsAsync();
		patient.elapse(Duration.ofSeconds(20));
		CompletableFuture<Credentials> later = patient.provider.resolveCredentialsAsync();
		patient.elapse(Duration.ofSeconds(10).minusNanos(1));
		assertThat(this.executor.waiting()).isOne();
		patient.elapse(Duration.ofNanos(1));
		this.executor.runLast();
		this.executor.runLast();
		assertThat(failure(promise).code()).isEqualTo(CredentialsErrorCode.TIMEOUT);
		assertThat(failure(later).code()).isEqualTo(CredentialsErrorCode.TIMEOUT);
		assertThat(this.executor.waiting()).isOne();
	}

	@Test
	void asyncDoesNotTimeOutSinceTheClockJumps() {
		Harness patient = new Harness(RefreshPolicy.defaults(), this.executor);
		CompletableFuture<Credentials> promise = patient.provider.resolveCredentialsAsync();
		patient.sleep(Duration.ofHours(5)).scheduler.runDue();
		patient.sleep(Duration.ofHours(-5)).scheduler.runDue();
		assertThat(promise).isNotDone();
		this.executor.runAll();
		assertThat(promise.join().secretAccessKey()).isEqualTo("secret-1");
	}

	private void cache() {
		this.harness.provider.start();
		this.executor.runAll();
	}

	private static CredentialsException failure(CompletableFuture<Credentials> promise) {
		Throwable thrown = catchThrowableOfType(java.util.concurrent.CompletionException.class, promise::join)
			.getCause();
		assertThat(thrown).isInstanceOf(CredentialsException.class);
		return (CredentialsException) thrown;
	}

}
