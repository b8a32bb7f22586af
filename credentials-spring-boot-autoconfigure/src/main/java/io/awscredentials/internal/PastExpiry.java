package io.awscredentials.internal;

/**
 * What becomes of expired credentials while their source is failing. AWS's SDKs call
 * serving them "static stability".
 */
public enum PastExpiry {

	/**
	 * They are not served: each call is an error.
	 */
	REFUSE,

	/**
	 * They are served, since refusing them can only make an outage worse.
	 */
	SERVE,

	/**
	 * They are served, and AWS is known to prolong their life while the source can't give
	 * new ones, as it does for EC2 instances and containers.
	 */
	PROLONGED

}
