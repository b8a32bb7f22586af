package io.awscredentials.refresh;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the credentials of a source fresh.
 * <p>
 * While they are valid, {@link #resolveCredentials()} is one volatile read and a look at
 * the clock. A refresh runs in the background before they expire, also where nobody asks;
 * callers keep what is valid meanwhile. Callers wait only where there is nothing yet, or
 * nearly nothing of the lifetime is left: then all of them share one retrieval, and the
 * interruption of one has no effect on the others. A failed refresh leaves the
 * credentials that are there in place and is tried again later; past their expiry they
 * are served on where the source allows and the policy does not forbid it. This is the
 * common refresh behaviour of AWS's SDKs, with the refreshes coming from a scheduler.
 * <p>
 * Thread-safe. Closing it ends its refreshes; credentials that are still valid are served
 * on.
 *
 * @see CredentialsProviders#assumeRole(io.awscredentials.AssumeRoleOptions)
 * @since 0.1.0
 */
public final class RefreshingCredentialsProvider implements CredentialsProvider, AutoCloseable {

	private final String name;

	private final RefreshContext context;

	private final RefreshEngine engine;

	/**
	 * Create a provider. It retrieves nothing before it is asked or {@link #start()
	 * started}.
	 * @param name the name of the provider, {@code "default"} for example
	 * @param source where the credentials come from
	 * @param policy when they are refreshed
	 * @param scheduler wakes this provider and runs its retrievals
	 * @param listener is told what happens
	 */
	public RefreshingCredentialsProvider(String name, CredentialsSource source, RefreshPolicy policy,
			RefreshScheduler scheduler, RefreshListener listener) {
		this(name, source, new RefreshContext(policy, scheduler, listener), Usage.ALWAYS);
	}

	RefreshingCredentialsProvider(String name, CredentialsSource source, RefreshContext context, Usage usage) {
		this.name = name;
		this.context = context;
		this.engine = new RefreshEngine(name, source, context, usage);
	}

	/**
	 * Return the name of this provider.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	@Override
	public Credentials resolveCredentials() {
		Credentials credentials = this.engine.peek();
		return (credentials != null) ? credentials : await(this.engine.join());
	}

	private Credentials await(Flight flight) {
		if (BlockingExecutor.isPoolThread()) {
			// A source that starts from this provider: with all threads of the pool
			// waiting like this one, none would be left to run the flight.
			this.engine.runner().run(flight);
		}
		try {
			return flight.future().get(flight.remainingNanos(timeoutNanos()), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			return this.engine.afterFailure((CredentialsException) Objects.requireNonNull(ex.getCause()));
		}
		catch (TimeoutException ex) {
			return this.engine.afterFailure(timedOut());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return this.engine.afterFailure(
					failure("The thread was interrupted while it waited for credentials of provider '" + name() + "'"));
		}
	}

	@Override
	public CompletableFuture<Credentials> resolveCredentialsAsync() {
		try {
			Credentials credentials = this.engine.peek();
			return (credentials != null) ? CompletableFuture.completedFuture(credentials)
					: new Waiter(this.engine.join()).promise();
		}
		catch (CredentialsException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public void invalidate(Credentials rejected) {
		this.engine.invalidate(rejected);
	}

	/**
	 * Start the first retrieval, in the background, unless there has been one.
	 */
	public void start() {
		this.engine.startRefresh(Snapshot.INITIAL);
	}

	/**
	 * Refresh no more in the background, before somebody asks for credentials again when
	 * a refresh of them is due.
	 */
	public void pause() {
		this.engine.pause();
	}

	/**
	 * Retrieve new credentials now, however long the present ones are valid and whatever
	 * failed before. Joins a retrieval that is under way.
	 * @return a future of the outcome; cancelling it has no effect on others
	 */
	public CompletableFuture<Credentials> refresh() {
		try {
			Flight flight = this.engine.refresh();
			CompletableFuture<Credentials> promise = new CompletableFuture<>();
			flight.future()
				.whenComplete(
						(credentials, failure) -> threads().complete(() -> complete(promise, credentials, failure)));
			return promise;
		}
		catch (CredentialsException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Return what can be said about this provider now. Reads state only.
	 * @return the status
	 */
	public RefreshStatus status() {
		return this.engine.status();
	}

	@Override
	public void close() {
		this.engine.close();
	}

	private long timeoutNanos() {
		return this.context.policy().timeoutNanos();
	}

	private EngineThreads threads() {
		return this.context.scheduler().threads();
	}

	private CredentialsException timedOut() {
		return failure("Provider '" + name() + "' had no credentials after "
				+ TimeUnit.NANOSECONDS.toMillis(timeoutNanos()) + " ms (refresh.timeout)");
	}

	private CredentialsException failure(String message) {
		return this.engine.runner().failure(CredentialsErrorCode.TIMEOUT, message);
	}

	private static void complete(CompletableFuture<Credentials> promise, @Nullable Credentials credentials,
			@Nullable Throwable failure) {
		if (credentials != null) {
			promise.complete(credentials);
		}
		else {
			promise.completeExceptionally(Objects.requireNonNull(failure));
		}
	}

	/**
	 * A caller who waits for a flight without a thread. What hangs on the promise is code
	 * of the caller: it runs where it holds up nobody else who waits.
	 */
	private final class Waiter {

		private final CompletableFuture<Credentials> promise = new CompletableFuture<>();

		private final ScheduledTask deadline = new ScheduledTask(() -> threads().complete(() -> fallBack(timedOut())));

		private final Flight flight;

		private Waiter(Flight flight) {
			this.flight = flight;
		}

		private CompletableFuture<Credentials> promise() {
			if (this.flight.future().isDone()) {
				this.flight.future().whenComplete(this::ended);
				return this.promise;
			}
			RefreshScheduler scheduler = RefreshingCredentialsProvider.this.context.scheduler();
			scheduler.scheduleTimeout(this.deadline, this.flight.remainingNanos(timeoutNanos()));
			this.flight.future().whenComplete((credentials, failure) -> {
				scheduler.cancelTimeout(this.deadline);
				threads().complete(() -> ended(credentials, failure));
			});
			return this.promise;
		}

		private void ended(@Nullable Credentials credentials, @Nullable Throwable failure) {
			if (credentials != null) {
				this.promise.complete(credentials);
			}
			else {
				fallBack((CredentialsException) Objects.requireNonNull(failure));
			}
		}

		private void fallBack(CredentialsException failure) {
			if (this.promise.isDone()) {
				return;
			}
			try {
				this.promise.complete(RefreshingCredentialsProvider.this.engine.afterFailure(failure));
			}
			catch (CredentialsException ex) {
				this.promise.completeExceptionally(ex);
			}
		}

	}

}
