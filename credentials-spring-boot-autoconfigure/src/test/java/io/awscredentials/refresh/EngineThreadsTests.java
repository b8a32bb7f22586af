package io.awscredentials.refresh;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of how {@link EngineThreads} end.
 */
@Timeout(120)
class EngineThreadsTests {

	private final EngineThreads threads = EngineThreads.create();

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	private final CompletableFuture<String> outcome = new CompletableFuture<>();

	@ParameterizedTest
	@EnumSource
	void closeLetsThoseFinishWhoAreTold(Told told) throws Exception {
		start(told);
		FutureTask<Void> close = new FutureTask<>(() -> {
			this.threads.close(60_000);
			return null;
		});
		Thread closing = new Thread(close);
		closing.start();
		// It waits for them, and has interrupted nobody.
		Awaitility.await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
		assertThat(this.outcome).isNotDone();
		this.released.countDown();
		close.get();
		assertThat(this.outcome).isCompletedWithValue("finished");
	}

	@ParameterizedTest
	@EnumSource
	void closeInterruptsThoseWhoTakeTooLong(Told told) throws Exception {
		start(told);
		this.threads.close(1);
		assertThat(this.outcome.get()).isEqualTo("interrupted");
	}

	private void start(Told told) throws InterruptedException {
		told.executor.apply(this.threads).execute(() -> {
			this.started.countDown();
			try {
				this.released.await();
				this.outcome.complete("finished");
			}
			catch (InterruptedException ex) {
				this.outcome.complete("interrupted");
			}
		});
		this.started.await();
	}

	enum Told {

		LISTENERS(EngineThreads::listeners), CALLERS(EngineThreads::callers);

		private final Function<EngineThreads, Executor> executor;

		Told(Function<EngineThreads, Executor> executor) {
			this.executor = executor;
		}

	}

}
