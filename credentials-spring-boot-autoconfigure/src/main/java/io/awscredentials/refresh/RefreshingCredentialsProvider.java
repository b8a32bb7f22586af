package io.awscredentials.refresh;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshEngine.Boarding;

/**
 * Keeps the credentials of a source fresh.
 * <p>
 * While they are valid, {@link #resolveCredentials()} is one volatile read and a look at
 * the clock. A refresh runs in the background before they expire, also where nobody asks;
 * callers keep what is valid meanwhile. Callers wait only where there is nothing yet, or
 * nearly nothing of the lifetime is left: then all of them share one retrieval, and the
 * interruption of one has no effect on the others. A failed refresh leaves the
 * credentials that are there in place and is tried again later; past their expiry they
 * are served on where the source allows ({@link CredentialsSource#pastExpiry()}) and the
 * policy does not forbid it. This is the common refresh behaviour of AWS's SDKs, with the
 * refreshes coming from a scheduler.
 * <p>
 * Thread-safe. Closing it ends its refreshes; credentials that are still valid are served
 * on.
 */
public final class RefreshingCredentialsProvider implements CredentialsProvider, AutoCloseable {

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
		this.engine = new RefreshEngine(name, source, policy, scheduler, listener);
	}

	/**
	 * Return the name of this provider.
	 * @return the name
	 */
	public String name() {
		return this.engine.name();
	}

	@Override
	public Credentials resolveCredentials() {
		Snapshot current = this.engine.snapshot();
		Credentials credentials = current.credentials;
		if (credentials != null && this.engine.clock().millis() < current.freshUntil) {
			return credentials;
		}
		Boarding boarding = this.engine.board();
		return (boarding.credentials() != null) ? boarding.credentials() : await(boarding.flight());
	}

	private Credentials await(Flight flight) {
		try {
			return flight.future().get(flight.remainingNanos(timeoutNanos()), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			return this.engine.afterFailure((CredentialsException) ex.getCause());
		}
		catch (TimeoutException ex) {
			return this.engine.afterFailure(timedOut());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return this.engine
				.afterFailure(new CredentialsException(CredentialsErrorCode.TIMEOUT, this.engine.sourceName(),
						"The thread was interrupted while it waited for credentials of provider '" + name() + "'"));
		}
	}

	@Override
	public CompletableFuture<Credentials> resolveCredentialsAsync() {
		try {
			Boarding boarding = this.engine.board();
			return (boarding.credentials() != null) ? CompletableFuture.completedFuture(boarding.credentials())
					: promise(boarding.flight());
		}
		catch (CredentialsException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private CompletableFuture<Credentials> promise(Flight flight) {
		RefreshScheduler scheduler = this.engine.scheduler();
		CompletableFuture<Credentials> promise = new CompletableFuture<>();
		RefreshScheduler.Task deadline = new RefreshScheduler.Task(
				() -> scheduler.execute(() -> fallBack(promise, timedOut())));
		long timeout = TimeUnit.NANOSECONDS.toMillis(flight.remainingNanos(timeoutNanos()));
		scheduler.schedule(deadline, this.engine.clock().millis() + timeout);
		flight.future().whenComplete((credentials, failure) -> {
			scheduler.schedule(deadline, Snapshot.NEVER);
			if (credentials != null) {
				promise.complete(credentials);
			}
			else {
				fallBack(promise, (CredentialsException) failure);
			}
		});
		return promise;
	}

	private void fallBack(CompletableFuture<Credentials> promise, CredentialsException failure) {
		try {
			promise.complete(this.engine.afterFailure(failure));
		}
		catch (CredentialsException ex) {
			promise.completeExceptionally(ex);
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
		this.engine.start();
	}

	/**
	 * Retrieve new credentials now, however long the present ones are valid and whatever
	 * failed before. Joins a retrieval that is under way.
	 * @return a future of the outcome; cancelling it has no effect on others
	 */
	public CompletableFuture<Credentials> refresh() {
		try {
			return this.engine.refresh().future().copy();
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
		return this.engine.policy().timeout().toNanos();
	}

	private CredentialsException timedOut() {
		return new CredentialsException(CredentialsErrorCode.TIMEOUT, this.engine.sourceName(), "Provider '" + name()
				+ "' had no credentials after " + this.engine.policy().timeout().toMillis() + " ms (refresh.timeout)");
	}

}
