package io.awscredentials.refresh;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;
import io.awscredentials.Credentials;
import io.awscredentials.internal.PastExpiry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers who get credentials without waiting take no lock and allocate nothing.
 */
@Timeout(60)
class RefreshFastPathTests {

	private static final int CALLS = 10_000;

	private final HandExecutor executor = new HandExecutor();

	private final Harness harness = new Harness(Harness.patient(), this.executor);

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@AfterEach
	void resolveTakesNoLockAndAllocatesNothing() throws Exception {
		Object engine = ReflectionTestUtils.getField(this.harness.provider, "engine");
		assertThat(engine).isNotNull();
		synchronized (engine) {
			assertThat(new Callers<>(4, this.harness::resolve).results()).hasSize(4);
		}
		resolveOften();
		long before = this.threads.getCurrentThreadAllocatedBytes();
		resolveOften();
		long allocated = this.threads.getCurrentThreadAllocatedBytes() - before;
		// Some bytes are the compiler's, at whatever time it replaces the code.
		assertThat((double) allocated / CALLS).as("bytes per call").isLessThan(1);
	}

	@Test
	void whenValid() {
		cache();
	}

	@Test
	void whenRefreshRuns() {
		cache();
		this.harness.advance(Duration.ofMinutes(53));
		assertThat(this.executor.waiting()).isOne();
	}

	@Test
	void whenRefreshThatCallerHadToStartRuns() {
		cache();
		this.harness.sleep(Duration.ofMinutes(54));
		this.harness.resolve();
		assertThat(this.executor.waiting()).isOne();
	}

	@Test
	void whenStale() {
		cache();
		this.harness.source.fail();
		this.harness.provider.refresh();
		this.executor.runAll();
		assertThat(this.harness.state()).isEqualTo(RefreshState.STALE);
	}

	@Test
	void whenExtendedAndRetryRuns() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		cache();
		this.harness.source.fail();
		this.harness.sleep(Duration.ofMinutes(61));
		this.harness.provider.refresh();
		this.executor.runAll();
		this.harness.advance(Duration.ofSeconds(31));
		assertThat(this.harness.state()).isEqualTo(RefreshState.EXTENDED);
		assertThat(this.executor.waiting()).isPositive();
	}

	private void cache() {
		this.harness.provider.start();
		this.executor.runAll();
	}

	private void resolveOften() {
		Credentials credentials = this.harness.resolve();
		for (int i = 0; i < CALLS; i++) {
			if (this.harness.resolve() != credentials) {
				throw new AssertionError("Other credentials");
			}
		}
	}

}
