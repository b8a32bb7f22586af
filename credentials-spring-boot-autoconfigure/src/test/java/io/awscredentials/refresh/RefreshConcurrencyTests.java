package io.awscredentials.refresh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The engine among real threads.
 */
@Timeout(120)
class RefreshConcurrencyTests {

	private final MutableClock clock = new MutableClock();

	private final ScriptedSource source = new ScriptedSource(this.clock);

	private final RefreshScheduler scheduler = RefreshScheduler.create(this.clock);

	private final RefreshingCredentialsProvider provider = provider(RefreshPolicy.defaults());

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.released.countDown();
		this.provider.close();
		this.scheduler.close();
	}

	@Test
	void resolveWhenManyFindNothingMakesOneCall() throws Exception {
		block();
		Callers<Credentials> callers = new Callers<>(64, this.provider::resolveCredentials).awaitAllWaiting();
		this.released.countDown();
		assertThat(callers.results()).hasSize(64)
			.allSatisfy((credentials) -> assertThat(credentials).isSameAs(callers.results().get(0)));
		assertThat(this.source.calls()).isOne();
	}

	@Test
	void resolveWhenManyCallWhileRefreshIsSlowNeverWaits() throws Exception {
		Credentials present = this.provider.resolveCredentials();
		block();
		this.clock.advance(Duration.ofMinutes(53));
		this.entered.await();
		assertThat(new Callers<>(64, this.provider::resolveCredentials).results()).hasSize(64).containsOnly(present);
		assertThat(this.source.calls()).isEqualTo(2);
		this.released.countDown();
		Awaitility.await().until(() -> this.provider.resolveCredentials() != present);
	}

	@Test
	void resolveWhenCallerIsInterruptedServesTheOthers() throws Exception {
		block();
		Callers<Credentials> callers = new Callers<>(8, this.provider::resolveCredentials).awaitAllWaiting();
		callers.thread(3).interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> callers.outcome(3).get())
			.withCauseInstanceOf(CredentialsException.class)
			.withMessageContaining("interrupted");
		this.released.countDown();
		for (int i : List.of(0, 1, 2, 4, 5, 6, 7)) {
			assertThat(callers.outcome(i).get().secretAccessKey()).isEqualTo("secret-1");
		}
		assertThat(this.source.calls()).isOne();
	}

	@Test
	void asyncWhenManyCallOnOneThreadParksItNever() throws Exception {
		block();
		List<CompletableFuture<Credentials>> promises = IntStream.range(0, 1_000)
			.mapToObj((i) -> this.provider.resolveCredentialsAsync())
			.toList();
		assertThat(promises).noneMatch(CompletableFuture::isDone);
		promises.get(500).cancel(true);
		this.released.countDown();
		assertThat(promises.get(999).get().secretAccessKey()).isEqualTo("secret-1");
		CompletableFuture<?>[] others = promises.stream()
			.filter((promise) -> !promise.isCancelled())
			.toArray(CompletableFuture[]::new);
		CompletableFuture.allOf(others).get();
		assertThat(others).hasSize(999);
		assertThat(this.source.calls()).isOne();
	}

	@Test
	void resolveWhenRetrievalHangsTimesOut() throws Exception {
		RefreshingCredentialsProvider impatient = provider(Harness.timeout(Duration.ofMillis(20)));
		block();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(impatient::resolveCredentials)
			.withMessageContaining("20 ms");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> impatient.resolveCredentialsAsync().get())
			.withMessageContaining("20 ms");
		this.released.countDown();
		Awaitility.await().until(() -> impatient.status().valid());
		assertThat(this.source.calls()).isOne();
	}

	@Test
	void closeDuringFlightEndsItsThreadAndChangesNothingLater() throws Exception {
		List<Thread> threads = new ArrayList<>();
		CountDownLatch ended = new CountDownLatch(1);
		this.source.run(() -> {
			threads.add(Thread.currentThread());
			this.entered.countDown();
			try {
				return await(this.released);
			}
			finally {
				ended.countDown();
			}
		});
		Callers<Credentials> callers = new Callers<>(4, this.provider::resolveCredentials).awaitAllWaiting();
		this.entered.await();
		this.provider.close();
		ended.await();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(callers::results)
			.withMessageContaining("has been closed");
		this.scheduler.close();
		threads.get(0).join();
		assertThat(this.provider.status().state()).isEqualTo(RefreshState.INITIAL);
		assertThat(this.provider.status().failures()).isZero();
	}

	@Test
	void schedulerRefreshesIdleService() {
		this.provider.start();
		Awaitility.await().until(() -> this.provider.status().refreshes() == 1);
		for (int refreshes = 2; refreshes < 5; refreshes++) {
			this.clock.advance(Duration.ofMinutes(53));
			long expected = refreshes;
			Awaitility.await().until(() -> this.provider.status().refreshes() == expected);
		}
	}

	@Test
	void schedulerWhenSourceThrowsErrorsGoesOn() {
		this.provider.resolveCredentials();
		this.source.run(() -> {
			throw new StackOverflowError();
		});
		this.clock.advance(Duration.ofMinutes(53));
		Awaitility.await().until(() -> this.provider.status().failures() == 1);
		this.source.succeed(Duration.ofHours(1));
		this.clock.advance(Duration.ofMinutes(3));
		Awaitility.await().until(() -> this.provider.status().refreshes() == 2);
	}

	@Test
	void chainedProvidersCannotStarveEachOther() throws Exception {
		// More than the pool of a Java without virtual threads has.
		int count = 40;
		CountDownLatch running = new CountDownLatch((Runtime.version().feature() < 21) ? 32 : count);
		CredentialsSource chained = () -> {
			running.countDown();
			await(running);
			return this.provider.resolveCredentials();
		};
		List<CompletableFuture<Credentials>> refreshes = IntStream.range(0, count)
			.mapToObj((i) -> new RefreshingCredentialsProvider("chained-" + i, chained,
					Harness.timeout(Duration.ofDays(1)), this.scheduler, new RecordingListener()))
			.map(RefreshingCredentialsProvider::refresh)
			.toList();
		RefreshingCredentialsProvider patient = this.provider;
		for (CompletableFuture<Credentials> refresh : refreshes) {
			assertThat(refresh.get()).isEqualTo(patient.resolveCredentials());
		}
		assertThat(this.source.calls()).isOne();
	}

	/**
	 * Make the source wait until it is released.
	 */
	private void block() {
		this.source.run(() -> {
			this.entered.countDown();
			return await(this.released);
		});
	}

	private Credentials await(CountDownLatch latch) {
		try {
			latch.await();
			return ScriptedSource.credentials(this.source.latest() + 1, this.clock.instant().plusSeconds(3600));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private RefreshingCredentialsProvider provider(RefreshPolicy policy) {
		return new RefreshingCredentialsProvider("default", this.source, policy, this.scheduler,
				new RecordingListener());
	}

}
