package io.awscredentials.refresh;

/**
 * Who had a retrieval begin.
 *
 * @since 0.1.0
 */
public enum RefreshTrigger {

	/**
	 * The schedule: it was time.
	 */
	SCHEDULE,

	/**
	 * Somebody who needed credentials.
	 */
	CALLER,

	/**
	 * Somebody who asked for a refresh, through the endpoint for example, or who answered
	 * what a provider had waited for.
	 */
	REQUEST

}
