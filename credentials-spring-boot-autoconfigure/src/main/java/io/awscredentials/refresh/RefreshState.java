package io.awscredentials.refresh;

/**
 * The state of a provider.
 *
 * @since 0.1.0
 */
public enum RefreshState {

	/** Nothing has been retrieved yet. */
	INITIAL,

	/** The credentials are valid. */
	VALID,

	/** The credentials are valid, but the last refresh failed. */
	STALE,

	/** The credentials have expired and are served on, since their source fails. */
	EXTENDED,

	/** A person has to give an MFA code before credentials can be had. */
	AWAITING_MFA,

	/** A person has to sign in before credentials can be had. */
	AWAITING_SIGN_IN,

	/** The credentials have expired. */
	EXPIRED,

	/** There never were credentials, and the last retrieval failed. */
	FAILED

}
