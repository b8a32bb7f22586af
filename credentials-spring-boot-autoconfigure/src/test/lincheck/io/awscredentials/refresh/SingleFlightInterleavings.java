package io.awscredentials.refresh;

import java.util.concurrent.CompletableFuture;

import io.awscredentials.Credentials;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * Tests that callers share one retrieval, however their steps interleave.
 */
class SingleFlightInterleavings {

	@Test
	void callersWhoFindNothingShareOneRetrieval() {
		Lincheck.runConcurrentTest(Interleaved.INVOCATIONS, () -> {
			Interleaved interleaved = new Interleaved();
			Futures futures = new Futures();
			Interleaved.run(() -> futures.first = interleaved.provider.resolveCredentialsAsync(),
					() -> futures.second = interleaved.provider.resolveCredentialsAsync());
			Interleaved.check(interleaved.asked.get() == 1, "The source is asked once");
			Interleaved.check(futures.first.join() == futures.second.join(), "Both get what it gave");
		});
	}

	@Test
	void refreshAndCallerShareOneRetrieval() {
		Lincheck.runConcurrentTest(Interleaved.INVOCATIONS, () -> {
			Interleaved interleaved = new Interleaved();
			Futures futures = new Futures();
			Interleaved.run(() -> futures.first = interleaved.provider.refresh(), () -> interleaved.provider.start());
			int asked = interleaved.asked.get();
			Interleaved.check(asked == 1 || asked == 2, "A refresh that comes later is another one");
			Interleaved.check(interleaved.number(futures.first.join()) == asked, "The refresh gets the newest set");
			Interleaved.check(interleaved.provider.status().refreshes() == asked, "Each retrieval is counted once");
		});
	}

	private static final class Futures {

		private CompletableFuture<Credentials> first;

		private CompletableFuture<Credentials> second;

	}

}
