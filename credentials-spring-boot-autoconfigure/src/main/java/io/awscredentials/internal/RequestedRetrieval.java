package io.awscredentials.internal;

import java.util.function.Supplier;

/**
 * Tells the sources of a retrieval, however deep they are, that a person asked for it:
 * not the schedule, nor a caller who happened to need credentials.
 */
public final class RequestedRetrieval {

	private static final ThreadLocal<Boolean> requested = new ThreadLocal<>();

	private RequestedRetrieval() {
	}

	/**
	 * Retrieve on this thread what a person asked for.
	 * @param <T> the type of the outcome
	 * @param retrieval the retrieval
	 * @return its outcome
	 */
	public static <T> T call(Supplier<T> retrieval) {
		requested.set(true);
		try {
			return retrieval.get();
		}
		finally {
			requested.remove();
		}
	}

	/**
	 * Return whether a person asked for the retrieval that runs on this thread.
	 * @return whether somebody is there who may be asked something
	 */
	public static boolean isPresent() {
		return requested.get() != null;
	}

}
