package io.awscredentials.refresh;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.PastExpiry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Who waits for a retrieval and who does not, with retrievals that run when the test says
 * so.
 */
class RefreshWaitingTests {

	private final HandExecutor executor = new HandExecutor();

	private final Harness harness = new Harness(Harness.patient(), this.executor);

	@Test
	void asyncWhenNothingIsCachedParksNoThread() {
		CompletableFuture<Credentials> first = async();
		CompletableFuture<Credentials> second = async();
		assertThat(first).isNotDone();
		assertThat(second).isNotDone();
		assertThat(this.executor.waiting()).isOne();
		this.executor.runAll();
		assertThat(key(first)).isEqualTo("secret-1");
		assertThat(key(second)).isEqualTo("secret-1");
		assertThat(this.harness.source.calls()).isOne();
	}

	@Test
	void asyncWhenRetrievalFailsGivesTheFailureItself() {
		this.harness.source.fail();
		CompletableFuture<Credentials> promise = async();
		CompletableFuture<Throwable> seen = promise.handle((credentials, failure) -> failure);
		this.executor.runAll();
		assertThat(seen.join()).isInstanceOfSatisfying(CredentialsException.class,
				(failure) -> assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONNECTION));
	}

	@Test
	void asyncWhenFailureIsRememberedGivesItAtOnce() {
		this.harness.source.deny();
		async();
		this.executor.runAll();
		assertThat(async()).isCompletedExceptionally();
		assertThat(this.executor.waiting()).isZero();
	}

	@Test
	void asyncWhenCancelledHasNoEffectOnOthers() {
		CompletableFuture<Credentials> cancelled = async();
		CompletableFuture<Credentials> other = async();
		assertThat(cancelled.cancel(true)).isTrue();
		this.executor.runAll();
		assertThat(key(other)).isEqualTo("secret-1");
		assertThat(cancelled).isCancelled();
	}

	@Test
	void refreshWhenCancelledHasNoEffectOnOthers() {
		CompletableFuture<Credentials> cancelled = this.harness.provider.refresh();
		CompletableFuture<Credentials> other = async();
		cancelled.cancel(true);
		this.executor.runAll();
		assertThat(key(other)).isEqualTo("secret-1");
	}

	@Test
	void refreshWhenFlightIsUnderWayJoinsIt() {
		this.harness.provider.start();
		this.harness.provider.start();
		CompletableFuture<Credentials> refresh = this.harness.provider.refresh();
		assertThat(this.executor.waiting()).isOne();
		this.executor.runAll();
		assertThat(key(refresh)).isEqualTo("secret-1");
		this.harness.provider.start();
		assertThat(this.executor.waiting()).isZero();
	}

	@Test
	void resolveWhenBackgroundRefreshRunsDoesNotWait() {
		cache();
		this.harness.advance(Duration.ofMinutes(53));
		assertThat(this.executor.waiting()).isOne();
		assertThat(key(async())).isEqualTo("secret-1");
		this.executor.runAll();
		assertThat(key(async())).isEqualTo("secret-2");
	}

	@Test
	void resolveWhenBackgroundRefreshIsSlowWaitsInTheExpiryWindow() {
		cache();
		this.harness.advance(Duration.ofMinutes(59));
		CompletableFuture<Credentials> waiting = async();
		assertThat(waiting).isNotDone();
		assertThat(this.executor.waiting()).isOne();
		this.executor.runAll();
		assertThat(key(waiting)).isEqualTo("secret-2");
	}

	@Test
	void resolveWhenBackgroundRefreshIsDueLateStartsItOnce() {
		cache();
		this.harness.sleep(Duration.ofMinutes(54));
		assertThat(key(async())).isEqualTo("secret-1");
		assertThat(key(async())).isEqualTo("secret-1");
		assertThat(this.executor.waiting()).isOne();
	}

	@Test
	void resolveInOutageDoesNotWaitForAttemptOfTheScheduler() {
		outage();
		this.harness.advance(Duration.ofSeconds(31));
		assertThat(this.executor.waiting()).isOne();
		assertThat(key(async())).isEqualTo("secret-1");
		this.harness.advance(Duration.ofMinutes(5));
		assertThat(key(async())).isEqualTo("secret-1");
		assertThat(this.executor.waiting()).isOne();
	}

	@Test
	void resolveInOutageWaitsForAttemptOfSchedulerThatIsLate() {
		outage();
		this.harness.sleep(Duration.ofMinutes(5));
		this.harness.scheduler.runDue();
		this.harness.source.succeed(Duration.ofHours(1));
		CompletableFuture<Credentials> waiting = async();
		assertThat(waiting).isNotDone();
		this.executor.runAll();
		assertThat(key(waiting)).isEqualTo("secret-2");
	}

	@Test
	void resolveWhenStaleDoesNotWaitForSlowRetryInTheExpiryWindow() {
		cache();
		this.harness.source.fail();
		this.harness.sleep(Duration.ofSeconds(3600 - 70));
		async();
		this.executor.runAll();
		this.harness.advance(Duration.ofSeconds(30));
		assertThat(this.harness.state()).isEqualTo(RefreshState.STALE);
		assertThat(this.executor.waiting()).isOne();
		assertThat(key(async())).isEqualTo("secret-1");
	}

	@Test
	void invalidateWhileRetryOfSchedulerRunsMakesCallersWaitForIt() {
		outage();
		this.harness.advance(Duration.ofSeconds(31));
		assertThat(this.executor.waiting()).isOne();
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.provider.invalidate(ScriptedSource.credentials(1, null));
		CompletableFuture<Credentials> waiting = async();
		assertThat(waiting).isNotDone();
		assertThat(this.executor.waiting()).isOne();
		this.executor.runAll();
		assertThat(key(waiting)).isEqualTo("secret-2");
	}

	@Test
	void invalidateWhileBackgroundRefreshRunsMakesCallersWaitForIt() {
		cache();
		this.harness.advance(Duration.ofMinutes(53));
		this.harness.provider.invalidate(ScriptedSource.credentials(1, null));
		CompletableFuture<Credentials> waiting = async();
		assertThat(waiting).isNotDone();
		this.executor.runAll();
		assertThat(key(waiting)).isEqualTo("secret-2");
		assertThat(this.harness.state()).isEqualTo(RefreshState.VALID);
		assertThat(this.harness.source.calls()).isEqualTo(2);
	}

	@Test
	void expiryWhileBackgroundRefreshIsSlowIsToldOnce() {
		cache();
		this.harness.advance(Duration.ofMinutes(53));
		this.harness.advance(Duration.ofMinutes(10));
		this.executor.runAll();
		assertThat(this.harness.listener.events()).containsExactly("refreshed VALID", "expired EXPIRED",
				"refreshed VALID");
		assertThat(this.harness.state()).isEqualTo(RefreshState.VALID);
	}

	@Test
	void resolveWhenTwoThreadsLateAreServedBoth() {
		cache();
		this.harness.sleep(Duration.ofMinutes(61));
		CompletableFuture<Credentials> first = async();
		this.harness.scheduler.runDue();
		CompletableFuture<Credentials> second = async();
		this.executor.runAll();
		assertThat(first.join()).isSameAs(second.join());
		assertThat(this.harness.source.calls()).isEqualTo(2);
	}

	@Test
	void resolveFailureNamesTheCallerAndTheCause() {
		this.harness.source.deny();
		async();
		this.executor.runAll();
		CredentialsException first = this.harness.resolveFailure();
		CredentialsException second = this.harness.resolveFailure();
		assertThat(first).isNotSameAs(second);
		assertThat(first.getStackTrace()).anySatisfy(
				(frame) -> assertThat(frame.getMethodName()).isEqualTo("resolveFailureNamesTheCallerAndTheCause"));
		assertThat(first.getCause()).isSameAs(second.getCause())
			.isEqualTo(catchThrowableOfType(CredentialsException.class, this.harness::resolve).getCause());
	}

	private void cache() {
		async();
		this.executor.runAll();
	}

	/**
	 * An expired set is served on since its source fails.
	 */
	private void outage() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		cache();
		this.harness.source.fail();
		this.harness.sleep(Duration.ofMinutes(61));
		async();
		this.executor.runAll();
		this.harness.scheduler.runDue();
		this.executor.runAll();
		assertThat(this.harness.state()).isEqualTo(RefreshState.EXTENDED);
	}

	private CompletableFuture<Credentials> async() {
		return this.harness.provider.resolveCredentialsAsync();
	}

	private static String key(CompletableFuture<Credentials> promise) {
		assertThat(promise).isDone();
		return promise.join().secretAccessKey();
	}

}
