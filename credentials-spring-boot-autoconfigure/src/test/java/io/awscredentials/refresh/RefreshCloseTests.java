package io.awscredentials.refresh;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.PastExpiry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a provider, and what an executor does at its end.
 */
class RefreshCloseTests {

	private final HandExecutor executor = new HandExecutor();

	private final Harness harness = new Harness(RefreshPolicy.defaults(), this.executor);

	@Test
	void closeWhenNothingIsCachedRefusesCalls() {
		this.harness.provider.close();
		CredentialsException failure = this.harness.resolveFailure();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.NOT_FOUND);
		assertThat(failure).hasMessageContaining("closed");
		assertThat(this.harness.provider.resolveCredentialsAsync()).isCompletedExceptionally();
		assertThat(this.harness.provider.refresh()).isCompletedExceptionally();
		this.harness.provider.start();
		assertThat(this.executor.waiting()).isZero();
	}

	@Test
	void closeServesOnWhatIsValidUntilItExpires() {
		cache();
		this.harness.provider.close();
		this.harness.provider.close();
		this.harness.advance(Duration.ofMinutes(59).plusSeconds(59));
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(this.harness.resolveFailure()).hasMessageContaining("closed");
		assertThat(this.executor.waiting()).isZero();
		assertThat(this.harness.listener.events()).containsExactly("refreshed VALID");
	}

	@Test
	void closeInOutageDoesNotServeWhatHasExpired() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		cache();
		this.harness.source.fail();
		this.harness.sleep(Duration.ofMinutes(61));
		this.harness.provider.resolveCredentialsAsync();
		this.executor.runAll();
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		this.harness.provider.close();
		assertThat(this.harness.resolveFailure()).hasMessageContaining("closed");
	}

	@Test
	void closeDuringFlightDoesNotServeWhatHasExpiredToThoseWhoWait() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		cache();
		this.harness.sleep(Duration.ofMinutes(61));
		CompletableFuture<Credentials> waiting = this.harness.provider.resolveCredentialsAsync();
		this.harness.provider.close();
		this.executor.runAll();
		assertThat(waiting).isCompletedExceptionally();
	}

	@Test
	void closeDuringFlightFailsThoseWhoWaitAndIgnoresItsEnd() {
		CompletableFuture<Credentials> waiting = this.harness.provider.resolveCredentialsAsync();
		this.harness.provider.close();
		RefreshStatus status = this.harness.status();
		this.executor.runAll();
		assertThat(waiting).isCompletedExceptionally();
		assertThat(this.harness.status()).isEqualTo(status);
		assertThat(this.harness.source.calls()).isZero();
		assertThat(this.harness.listener.events()).isEmpty();
	}

	@Test
	void closeFromWithinTheRetrievalIgnoresItsAnswer() {
		this.harness.source.run(() -> {
			this.harness.provider.close();
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
			return ScriptedSource.credentials(1, null);
		});
		CompletableFuture<Credentials> waiting = this.harness.provider.resolveCredentialsAsync();
		this.executor.runAll();
		assertThat(waiting).isCompletedExceptionally();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(this.harness.state()).isEqualTo(RefreshState.INITIAL);
		assertThat(this.harness.listener.events()).isEmpty();
	}

	@Test
	void closedProviderIsNotKeptUntilItsRefreshWouldHaveBeen() {
		WeakReference<RefreshListener> closed = listenerOfClosed();
		Awaitility.await().until(() -> {
			System.gc();
			return closed.get() == null;
		});
		// Which is kept itself, or else all that it keeps would go with it.
		assertThat(this.harness.scheduler.nanoTime()).isZero();
	}

	private WeakReference<RefreshListener> listenerOfClosed() {
		RefreshListener listener = new RecordingListener();
		RefreshingCredentialsProvider provider = this.harness.provider(RefreshPolicy.defaults(), listener);
		provider.start();
		this.executor.runAll();
		assertThat(provider.status().nextRefresh()).isNotNull();
		provider.close();
		return new WeakReference<>(listener);
	}

	@Test
	void invalidateAfterCloseHasNoEffect() {
		cache();
		this.harness.provider.close();
		this.harness.provider.invalidate(ScriptedSource.credentials(1, null));
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		this.harness.advance(Duration.ofHours(2));
		assertThat(this.executor.waiting()).isZero();
	}

	@Test
	void launchWhenExecutorRejectsFailsThatRetrievalOnly() {
		AtomicReference<Throwable> rejection = new AtomicReference<>(new RejectedExecutionException("full"));
		Harness rejected = new Harness(RefreshPolicy.defaults(), (task) -> {
			if (rejection.get() instanceof RuntimeException ex) {
				throw ex;
			}
			if (rejection.get() instanceof Error ex) {
				throw ex;
			}
			task.run();
		});
		assertThat(rejected.resolveFailure().code()).isEqualTo(CredentialsErrorCode.TIMEOUT);
		assertThat(rejected.resolveFailure()).hasMessageContaining("RejectedExecutionException");
		rejection.set(new OutOfMemoryError("unable to create native thread"));
		rejected.sleep(Duration.ofSeconds(1));
		assertThat(rejected.resolveFailure()).hasMessageContaining("OutOfMemoryError");
		assertThat(rejected.state()).isEqualTo(RefreshState.FAILED);
		rejection.set(null);
		rejected.advance(Duration.ofSeconds(31));
		assertThat(rejected.state()).isEqualTo(RefreshState.VALID);
	}

	@Test
	void launchWhenExecutorRejectsKeepsWhatIsValid() {
		AtomicReference<RuntimeException> rejection = new AtomicReference<>();
		Harness rejected = new Harness(RefreshPolicy.defaults(), (task) -> {
			if (rejection.get() != null) {
				throw rejection.get();
			}
			task.run();
		});
		rejected.resolve();
		rejection.set(new RejectedExecutionException("full"));
		rejected.advance(Duration.ofMinutes(53));
		assertThat(rejected.resolve().secretAccessKey()).isEqualTo("secret-1");
		assertThat(rejected.state()).isEqualTo(RefreshState.STALE);
		rejected.advance(Duration.ofMinutes(8));
		assertThat(rejected.state()).isEqualTo(RefreshState.EXPIRED);
		rejection.set(null);
		rejected.advance(Duration.ofSeconds(31));
		assertThat(rejected.resolve().secretAccessKey()).isEqualTo("secret-2");
	}

	private void cache() {
		this.harness.provider.start();
		this.executor.runAll();
	}

}
