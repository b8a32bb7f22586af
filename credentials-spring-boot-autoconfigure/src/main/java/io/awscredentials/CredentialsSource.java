package io.awscredentials;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Where credentials come from. A source does not cache: each call of {@link #retrieve()}
 * is one retrieval. Implementations must be thread-safe and should bound the time they
 * take.
 */
@FunctionalInterface
public interface CredentialsSource {

	/**
	 * Retrieve credentials, once.
	 * @return the credentials, never {@code null}
	 * @throws CredentialsException if that fails; {@link CredentialsErrorCode#NOT_FOUND}
	 * says that this source is not configured and a chain may try the next one
	 */
	Credentials retrieve();

	/**
	 * Return the name of this source as it is shown to people, {@code "Process"} for
	 * example. A source that wraps another one shows both:
	 * {@code "AssumeRole < Process"}.
	 * @return the name, by default the simple class name without
	 * {@code CredentialsSource}, or {@code "Custom"}
	 */
	default String name() {
		String name = getClass().getSimpleName().replaceFirst("CredentialsSource$", "");
		return (name.isEmpty() || getClass().isHidden()) ? "Custom" : name;
	}

	/**
	 * Tell that credentials of this source were refused where they were used to get
	 * others. By default does nothing: a source that does not keep credentials has none
	 * to give up.
	 * @param rejected the credentials that were refused
	 */
	default void invalidate(Credentials rejected) {
	}

	/**
	 * Return after what time it is worth asking this source again although its
	 * credentials have no expiration: where they lie, somebody may put others.
	 * @return the time, by default {@code null}: such credentials are kept
	 */
	default @Nullable Duration lookAgain() {
		return null;
	}

	/**
	 * Return what becomes of credentials of this source that have expired while new ones
	 * can't be had.
	 * @return the rule, by default {@link PastExpiry#REFUSE}
	 */
	default PastExpiry pastExpiry() {
		return PastExpiry.REFUSE;
	}

	/**
	 * What becomes of expired credentials while their source is failing. AWS's SDKs call
	 * serving them "static stability".
	 */
	enum PastExpiry {

		/**
		 * They are not served: each call is an error.
		 */
		REFUSE,

		/**
		 * They are served, since refusing them can only make an outage worse.
		 */
		SERVE,

		/**
		 * They are served, and AWS is known to prolong their life while the source can't
		 * give new ones, as it does for EC2 instances and containers.
		 */
		PROLONGED

	}

}
