package io.awscredentials.refresh;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.RequestedRetrieval;

/**
 * Runs the retrievals of one provider, and gives up those that do not come back.
 */
final class RetrievalRunner {

	/** How many threads of retrievals that were given up there may be. */
	private static final int MOST_ABANDONED = 2;

	private final String provider;

	private final CredentialsSource source;

	private final RefreshContext context;

	private final Settlement settlement;

	private int abandoned;

	RetrievalRunner(String provider, CredentialsSource source, RefreshContext context, Settlement settlement) {
		this.provider = provider;
		this.source = source;
		this.context = context;
		this.settlement = settlement;
	}

	String provider() {
		return this.provider;
	}

	Flight newFlight(long now, RefreshTrigger trigger) {
		return new Flight(this.context.scheduler(), now, trigger, this::giveUp);
	}

	/**
	 * Have a flight run, unless it is already.
	 * @param flight the flight
	 * @return the flight, which may be over
	 */
	Flight launch(Flight flight) {
		if (!flight.claim()) {
			return flight;
		}
		try {
			if (hangs()) {
				settle(flight, Retrieval.failed(hanging(), now()));
			}
			else {
				flight.startDeadline(this.context.policy().giveUpNanos());
				this.context.scheduler().threads().retrievals().execute(() -> run(flight));
			}
		}
		catch (Throwable ex) {
			settle(flight, Retrieval.failed(notStarted(ex), now()));
		}
		return flight;
	}

	/**
	 * Run a flight on this thread, unless another thread does or did.
	 * @param flight the flight
	 */
	void run(Flight flight) {
		if (!flight.enter()) {
			return;
		}
		Retrieval retrieval;
		try {
			retrieval = (flight.trigger() == RefreshTrigger.REQUEST) ? RequestedRetrieval.call(this::retrieve)
					: retrieve();
		}
		finally {
			if (flight.leave()) {
				countAbandoned(-1);
			}
		}
		settle(flight, retrieval);
	}

	private Retrieval retrieve() {
		return Retrieval.from(this.source, this.context.clock());
	}

	private void giveUp(Flight flight) {
		// Not on the thread of the scheduler, since the source is asked for its name.
		this.context.scheduler().threads().complete(() -> {
			Retrieval retrieval = Retrieval.failed(givenUp(), now());
			// Counted before others can start the next one.
			countAbandoned(1);
			if (!settle(flight, retrieval) || !flight.interrupt()) {
				countAbandoned(-1);
			}
		});
	}

	/**
	 * End a flight since its provider was closed.
	 * @param flight the flight
	 */
	void abandon(Flight flight) {
		countAbandoned(1);
		if (!flight.interrupt()) {
			countAbandoned(-1);
		}
		flight.fail(closedFailure());
	}

	private synchronized void countAbandoned(int change) {
		this.abandoned += change;
	}

	private synchronized boolean hangs() {
		return this.abandoned >= MOST_ABANDONED;
	}

	private boolean settle(Flight flight, Retrieval retrieval) {
		return this.settlement.settle(flight, retrieval);
	}

	private long now() {
		return this.context.clock().millis();
	}

	CredentialsException failure(CredentialsErrorCode code, String message) {
		return new CredentialsException(code, Retrieval.name(this.source), message);
	}

	CredentialsException closedFailure() {
		return failure(CredentialsErrorCode.NOT_FOUND, "Provider '" + this.provider + "' has been closed")
			.withAdvice("Do not use a provider after the application context it belongs to has been closed");
	}

	private CredentialsException notStarted(Throwable thrown) {
		return new CredentialsException(CredentialsErrorCode.TIMEOUT, Retrieval.name(this.source),
				"The retrieval could not be run: " + thrown.getClass().getName(), thrown)
			.withAdvice("Find out why the application has no thread to spare");
	}

	private CredentialsException givenUp() {
		return failure(CredentialsErrorCode.TIMEOUT,
				"The retrieval for provider '" + this.provider + "' did not come back within "
						+ this.context.policy().giveUp().toMillis() + " ms (refresh.give-up)")
			.withAdvice("Find out what the source waits for, in a thread dump for example");
	}

	private CredentialsException hanging() {
		return failure(CredentialsErrorCode.TIMEOUT,
				"The source of provider '" + this.provider + "' is not asked again before one of the " + MOST_ABANDONED
						+ " retrievals ends that were given up and do not heed their interruption")
			.withAdvice("Find out what the source waits for, in a thread dump for example");
	}

	/**
	 * Takes the outcome of a flight.
	 */
	@FunctionalInterface
	interface Settlement {

		/**
		 * End a flight, unless it has ended.
		 * @param flight the flight
		 * @param retrieval its outcome
		 * @return whether that was its end
		 */
		boolean settle(Flight flight, Retrieval retrieval);

	}

}
