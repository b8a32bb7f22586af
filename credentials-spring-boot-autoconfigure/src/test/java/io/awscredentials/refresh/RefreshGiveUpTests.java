package io.awscredentials.refresh;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.refresh.RefreshPolicy.OnFailure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Retrievals that do not come back.
 */
@Timeout(60)
class RefreshGiveUpTests {

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicInteger interruptions = new AtomicInteger();

	private final Harness harness = new Harness(RefreshPolicy.defaults(), (task) -> {
		Thread thread = new Thread(task);
		this.threads.add(thread);
		thread.start();
	});

	@AfterEach
	void release() throws InterruptedException {
		this.released.countDown();
		for (Thread thread : List.copyOf(this.threads)) {
			thread.join();
		}
	}

	@Test
	void retrievalThatDoesNotComeBackIsFailure() {
		hang(true);
		CompletableFuture<Credentials> refresh = this.harness.provider.refresh();
		this.harness.elapse(Duration.ofMinutes(2).minusNanos(1));
		assertThat(this.harness.status().failures()).isZero();
		giveUp(Duration.ofNanos(1), 1);
		Awaitility.await().until(refresh::isDone);
		RefreshStatus status = this.harness.status();
		assertThat(status.state()).isEqualTo(RefreshState.FAILED);
		assertThat(Objects.requireNonNull(status.lastFailure()).code()).isEqualTo(CredentialsErrorCode.TIMEOUT);
		assertThat(status.lastFailure().message()).contains("'default'", "120000 ms", "refresh.give-up");
		assertThat(refresh).isCompletedExceptionally();
		assertThat(this.harness.next()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));
		Awaitility.await().until(() -> this.harness.listener.events().equals(List.of("failed FAILED TIMEOUT")));
	}

	@Test
	void threadIsInterrupted() {
		hang(true);
		this.harness.provider.start();
		awaitCalls(1);
		giveUp(Duration.ofMinutes(2), 1);
		Awaitility.await().until(() -> this.interruptions.get() == 1);
	}

	@Test
	void laterAnswerIsThrownAway() throws InterruptedException {
		hang(false);
		this.harness.provider.start();
		awaitCalls(1);
		giveUp(Duration.ofMinutes(2), 1);
		release();
		assertThat(this.harness.state()).isEqualTo(RefreshState.FAILED);
		assertThat(this.harness.status().refreshes()).isZero();
	}

	@Test
	void credentialsAtHandAreServedOn() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		assertThat(this.harness.provider.refresh().join().secretAccessKey()).isEqualTo("secret-1");
		hang(true);
		this.harness.provider.refresh();
		awaitCalls(2);
		giveUp(Duration.ofMinutes(2), 1);
		assertThat(this.harness.state()).isEqualTo(RefreshState.STALE);
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		this.harness.sleep(Duration.ofMinutes(61));
		assertThat(this.harness.state()).isEqualTo(RefreshState.EXTENDED);
	}

	@Test
	void noMoreThanTwoThreadsHang() throws InterruptedException {
		hang(false);
		for (int attempt = 1; attempt <= 2; attempt++) {
			this.harness.provider.refresh();
			awaitCalls(attempt);
			giveUp(Duration.ofMinutes(2), attempt);
		}
		CompletableFuture<Credentials> third = this.harness.provider.refresh();
		Awaitility.await().until(third::isDone);
		assertThat(this.harness.source.calls()).isEqualTo(2);
		RefreshStatus status = this.harness.status();
		assertThat(Objects.requireNonNull(status.lastFailure()).code()).isEqualTo(CredentialsErrorCode.TIMEOUT);
		assertThat(status.lastFailure().message()).contains("not asked again");
		assertThat(status.failures()).isEqualTo(3);
		release();
		assertThat(this.harness.provider.refresh().join().secretAccessKey()).isNotNull();
		assertThat(this.harness.status().state()).isEqualTo(RefreshState.VALID);
	}

	@Test
	void threadThatHeedsItsInterruptionDoesNotCount() {
		hang(true);
		for (int attempt = 1; attempt <= 5; attempt++) {
			this.harness.provider.refresh();
			awaitCalls(attempt);
			giveUp(Duration.ofMinutes(2), attempt);
			int expected = attempt;
			Awaitility.await().until(() -> this.interruptions.get() == expected && ended());
		}
	}

	@Test
	void retrievalThatNoThreadTakesIsGivenUpToo() {
		HandExecutor executor = new HandExecutor();
		Harness busy = new Harness(RefreshPolicy.defaults(), executor);
		for (int attempt = 1; attempt <= 3; attempt++) {
			busy.provider.refresh();
			busy.elapse(Duration.ofMinutes(2));
			executor.runLast();
			assertThat(busy.status().failures()).isEqualTo(attempt);
		}
		executor.runAll();
		assertThat(busy.source.calls()).isZero();
		busy.provider.refresh();
		executor.runAll();
		assertThat(busy.state()).isEqualTo(RefreshState.VALID);
		busy.elapse(Duration.ofMinutes(2));
		executor.runAll();
		assertThat(busy.status().failures()).isEqualTo(3);
	}

	@Test
	void sleepOfTheMachineDoesNotCount() {
		HandExecutor executor = new HandExecutor();
		Harness asleep = new Harness(RefreshPolicy.defaults(), executor);
		CompletableFuture<Credentials> refresh = asleep.provider.refresh();
		asleep.sleep(Duration.ofHours(8)).scheduler.runDue();
		assertThat(executor.waiting()).isOne();
		executor.runAll();
		assertThat(refresh).isCompleted();
	}

	@Test
	void policyGivesUpNoSoonerThanCallersDo() {
		Duration timeout = Duration.ofSeconds(30);
		assertThat(Harness.timeout(timeout).giveUp()).isEqualTo(Duration.ofMinutes(2));
		assertThat(Harness.timeout(Duration.ofMinutes(3)).giveUp()).isEqualTo(Duration.ofMinutes(3));
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> new RefreshPolicy(null, 0.5, Duration.ZERO, timeout, timeout.minusNanos(1), OnFailure.AUTO))
			.withMessageContaining("'giveUp'");
	}

	private void hang(boolean heedful) {
		this.harness.source.run(() -> {
			while (this.released.getCount() > 0) {
				try {
					this.released.await();
				}
				catch (InterruptedException ex) {
					this.interruptions.incrementAndGet();
					if (heedful) {
						throw new IllegalStateException(ex);
					}
				}
			}
			return ScriptedSource.credentials(99, MutableClock.START.plusSeconds(3600));
		});
	}

	private void awaitCalls(int calls) {
		Awaitility.await().until(() -> this.harness.source.calls() == calls);
	}

	private void giveUp(Duration elapsed, int failures) {
		this.harness.elapse(elapsed);
		Awaitility.await().until(() -> this.harness.status().failures() == failures);
	}

	private boolean ended() {
		return this.threads.stream().noneMatch(Thread::isAlive);
	}

}
