package io.awscredentials.internal;

import java.time.Duration;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;

/**
 * Credentials as a source gave them, with what it knows about them.
 *
 * @param credentials the credentials
 * @param pastExpiry what becomes of them past their expiry
 * @param recheckAfter after what time it is worth asking the source again although they
 * have no expiration, since somebody may put others where they lie; {@code null} if they
 * are kept
 * @param onRejection called if they were refused where they were used to get others, so
 * that whoever keeps them gives them up; {@code null} if nobody keeps them
 * @param identity whose they are; {@code null} if STS was not asked
 */
public record RetrievedCredentials(Credentials credentials, PastExpiry pastExpiry, @Nullable Duration recheckAfter,
		@Nullable Runnable onRejection, @Nullable CallerIdentity identity) {

	/**
	 * Create a new instance of credentials that nobody keeps.
	 * @param credentials the credentials
	 * @param pastExpiry what becomes of them past their expiry
	 */
	public RetrievedCredentials(Credentials credentials, PastExpiry pastExpiry) {
		this(credentials, pastExpiry, null, null, null);
	}

	/**
	 * Retrieve credentials of any source, once.
	 * @param source the source
	 * @return the credentials and what the source knows about them
	 * @throws io.awscredentials.CredentialsException if that fails
	 */
	public static RetrievedCredentials from(CredentialsSource source) {
		return (source instanceof DetailedSource detailed) ? detailed.retrieveDetailed()
				: new RetrievedCredentials(source.retrieve(), PastExpiry.REFUSE);
	}

	/**
	 * Return the same with other credentials.
	 * @param credentials the credentials
	 * @return a new instance
	 */
	public RetrievedCredentials with(Credentials credentials) {
		return new RetrievedCredentials(credentials, this.pastExpiry, this.recheckAfter, this.onRejection,
				this.identity);
	}

	/**
	 * Return the same with another rule for the time past the expiry.
	 * @param pastExpiry what becomes of them past their expiry
	 * @return a new instance
	 */
	public RetrievedCredentials with(PastExpiry pastExpiry) {
		return new RetrievedCredentials(this.credentials, pastExpiry, this.recheckAfter, this.onRejection,
				this.identity);
	}

	/**
	 * Return the same with another time after which the source is asked again.
	 * @param recheckAfter the time, or {@code null} for never
	 * @return a new instance
	 */
	public RetrievedCredentials withRecheckAfter(@Nullable Duration recheckAfter) {
		return new RetrievedCredentials(this.credentials, this.pastExpiry, recheckAfter, this.onRejection,
				this.identity);
	}

	/**
	 * Return the same with something to be called on a rejection.
	 * @param onRejection what is called
	 * @return a new instance
	 */
	public RetrievedCredentials withOnRejection(Runnable onRejection) {
		return new RetrievedCredentials(this.credentials, this.pastExpiry, this.recheckAfter, onRejection,
				this.identity);
	}

	/**
	 * Return the same with whose they are.
	 * @param identity whose they are
	 * @return a new instance
	 */
	public RetrievedCredentials with(CallerIdentity identity) {
		return new RetrievedCredentials(this.credentials, this.pastExpiry, this.recheckAfter, this.onRejection,
				identity);
	}

	/**
	 * Tell whoever keeps these credentials that they were refused.
	 */
	public void reject() {
		if (this.onRejection != null) {
			this.onRejection.run();
		}
	}

}
