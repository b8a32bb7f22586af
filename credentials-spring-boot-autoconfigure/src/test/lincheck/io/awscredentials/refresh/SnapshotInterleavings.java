package io.awscredentials.refresh;

import io.awscredentials.Credentials;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * Tests that what is published is whole and never goes back, however steps interleave.
 */
class SnapshotInterleavings {

	@Test
	void readersNeverSeeAnOlderSetAfterANewerOne() {
		Lincheck.runConcurrentTest(Interleaved.INVOCATIONS, () -> {
			Interleaved interleaved = new Interleaved();
			interleaved.provider.start();
			Interleaved.run(interleaved.provider::refresh, () -> {
				int first = interleaved.number(interleaved.provider.resolveCredentials());
				RefreshStatus status = interleaved.provider.status();
				int second = interleaved.number(interleaved.provider.resolveCredentials());
				Interleaved.check(first <= status.refreshes() && status.refreshes() <= second, "Sets do not go back");
			});
		});
	}

	@Test
	void rejectionOfTheFormerSetDoesNotTouchTheNewOne() {
		Lincheck.runConcurrentTest(Interleaved.INVOCATIONS, () -> {
			Interleaved interleaved = new Interleaved();
			interleaved.provider.start();
			Credentials former = interleaved.provider.resolveCredentials();
			Interleaved.run(interleaved.provider::refresh, () -> interleaved.provider.invalidate(former));
			RefreshStatus status = interleaved.provider.status();
			Interleaved.check(status.valid() && status.refreshes() == 2, "The new set is valid");
			Interleaved.check(interleaved.number(interleaved.provider.resolveCredentials()) == 2, "It is served");
		});
	}

}
