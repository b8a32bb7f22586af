package io.awscredentials.refresh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.awscredentials.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Those who wait are released first, then the listener is told, and neither holds up
 * anybody.
 */
@Timeout(60)
class RefreshReleaseTests {

	private final HandExecutor executor = new HandExecutor();

	private final Harness harness = new Harness();

	@Test
	void listenerIsToldAfterThoseWhoWaitHaveGoneOn() {
		List<String> order = new ArrayList<>();
		Harness slow = new Harness(RefreshPolicy.defaults(), this.executor);
		RefreshingCredentialsProvider provider = slow.provider(RefreshPolicy.defaults(), new RefreshListener() {

			@Override
			public void refreshed(RefreshStatus status, Duration took) {
				order.add("listener " + status.state());
			}

		});
		provider.resolveCredentialsAsync().thenAccept((credentials) -> order.add("caller"));
		this.executor.runAll();
		assertThat(order).containsExactly("caller", "listener VALID");
	}

	@Test
	void listenerIsToldInTheOrderOfEventsHoweverLateItIs() {
		Harness slow = new Harness(RefreshPolicy.defaults(), this.executor);
		slow.provider.start();
		this.executor.run(1);
		slow.source.fail();
		slow.sleep(Duration.ofMinutes(61)).scheduler.runDue();
		this.executor.runLast();
		slow.source.succeed(Duration.ofHours(1));
		slow.provider.refresh();
		this.executor.runLast();
		assertThat(slow.status().refreshes()).isEqualTo(2);
		assertThat(slow.listener.events()).isEmpty();
		this.executor.runAll();
		assertThat(slow.listener.events()).containsExactly("refreshed VALID", "expired EXPIRED",
				"failed EXPIRED CONNECTION", "refreshed VALID");
	}

	@Test
	void listenerThatIsNotToldForWantOfThreadIsToldLater() {
		List<Runnable> rejected = new ArrayList<>();
		Harness busy = new Harness(RefreshPolicy.defaults(), (task) -> {
			if (rejected.size() == 1) {
				rejected.add(task);
				throw new OutOfMemoryError("unable to create native thread");
			}
			rejected.add(task);
			task.run();
		});
		busy.resolve();
		assertThat(busy.listener.events()).isEmpty();
		busy.source.fail();
		busy.provider.refresh();
		assertThat(busy.listener.events()).containsExactly("refreshed VALID", "failed STALE CONNECTION");
	}

	@Test
	void listenerThatBlocksForEverDoesNotFillTheMemory() {
		Harness blocked = new Harness(RefreshPolicy.defaults(), this.executor);
		blocked.provider.start();
		this.executor.run(1);
		for (int i = 0; i < 1_500; i++) {
			blocked.provider.refresh();
			this.executor.runLast();
		}
		this.executor.runAll();
		assertThat(blocked.listener.events()).hasSize(1_000);
	}

	@Test
	void listenerThatBlocksHoldsUpNobody() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		RefreshScheduler scheduler = RefreshScheduler.create(this.harness.clock);
		RefreshListener blocking = new RefreshListener() {

			@Override
			public void refreshed(RefreshStatus status, Duration took) {
				awaitQuietly(released);
			}

		};
		List<RefreshingCredentialsProvider> providers = new ArrayList<>();
		try {
			// More than the pool of a Java without virtual threads has.
			for (int i = 0; i < 40; i++) {
				providers.add(new RefreshingCredentialsProvider("provider-" + i, this.harness.source,
						RefreshPolicy.defaults(), scheduler, blocking));
			}
			for (RefreshingCredentialsProvider provider : providers) {
				provider.resolveCredentials();
				provider.refresh().get();
				provider.invalidate(provider.resolveCredentials());
				assertThat(provider.resolveCredentialsAsync().get()).isSameAs(provider.resolveCredentials());
				assertThat(provider.status().refreshes()).isEqualTo(3);
			}
			assertThat(released.getCount()).isOne();
		}
		finally {
			released.countDown();
			providers.forEach(RefreshingCredentialsProvider::close);
			scheduler.close();
		}
	}

	@Test
	void callersCodeThatBlocksHoldsUpNobody() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		CountDownLatch asked = new CountDownLatch(1);
		RefreshScheduler scheduler = RefreshScheduler.create(this.harness.clock);
		this.harness.source.run(() -> {
			awaitQuietly(asked);
			return ScriptedSource.credentials(1, MutableClock.START.plusSeconds(3600));
		});
		try (RefreshingCredentialsProvider provider = new RefreshingCredentialsProvider("default", this.harness.source,
				RefreshPolicy.defaults(), scheduler, this.harness.listener)) {
			CompletableFuture<Credentials> patient = provider.resolveCredentialsAsync();
			CompletableFuture<?> blocking = provider.resolveCredentialsAsync()
				.thenAccept((credentials) -> awaitQuietly(released));
			CompletableFuture<?> refreshing = provider.refresh().thenAccept((credentials) -> awaitQuietly(released));
			asked.countDown();
			assertThat(patient.get()).isSameAs(provider.resolveCredentials());
			assertThat(blocking).isNotDone();
			assertThat(refreshing).isNotDone();
		}
		finally {
			released.countDown();
			scheduler.close();
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
