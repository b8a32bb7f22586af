package io.awscredentials.source.process;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link PlatformThread}.
 */
@Timeout(20)
class PlatformThreadTests {

	@Test
	void callRunsOnADaemonOfItsOwn() throws Exception {
		Thread thread = PlatformThread.call(Thread::currentThread);
		assertThat(thread).isNotSameAs(Thread.currentThread());
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread.getName()).isEqualTo("aws-credentials-process");
	}

	@Test
	void callThrowsWhatTheTaskThrows() {
		IOException failure = new IOException("full");
		assertThatIOException().isThrownBy(() -> PlatformThread.call(() -> {
			throw failure;
		})).isSameAs(failure);
		assertThatIOException().isThrownBy(() -> PlatformThread.call(() -> {
			throw new IllegalStateException("full");
		})).withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void callWhenInterruptedInterruptsTheTaskAndWaitsForIt() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		AtomicBoolean ended = new AtomicBoolean();
		CompletableFuture<Boolean> endedBefore = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> PlatformThread.call(() -> {
				started.countDown();
				try {
					return new CountDownLatch(1).await(20, TimeUnit.SECONDS);
				}
				finally {
					// Takes a while, as to kill a program does.
					Thread.yield();
					ended.set(true);
				}
			}));
			endedBefore.complete(ended.get());
		});
		caller.start();
		assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
		caller.interrupt();
		assertThat(endedBefore.get(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void callWhenInterruptedTwiceWaitsNoLonger() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> PlatformThread.call(() -> {
				try {
					return release.await(20, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					interrupted.countDown();
					return release.await(20, TimeUnit.SECONDS);
				}
			}));
			stillInterrupted.complete(Thread.currentThread().isInterrupted());
		});
		caller.start();
		caller.interrupt();
		assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
		caller.interrupt();
		assertThat(stillInterrupted.get(10, TimeUnit.SECONDS)).isTrue();
		release.countDown();
	}

}
