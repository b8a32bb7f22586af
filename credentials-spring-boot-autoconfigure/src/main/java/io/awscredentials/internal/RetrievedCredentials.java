package io.awscredentials.internal;

import java.time.Duration;
import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
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
 * @param keeper whoever keeps them and gives them again; {@code null} if nobody does
 * @param identity whose they are; {@code null} if STS was not asked
 */
public record RetrievedCredentials(Credentials credentials, PastExpiry pastExpiry, @Nullable Duration recheckAfter,
		@Nullable Keeper keeper, @Nullable CallerIdentity identity) {

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
		return new RetrievedCredentials(credentials, this.pastExpiry, this.recheckAfter, this.keeper, this.identity);
	}

	/**
	 * Return the same with another rule for the time past the expiry.
	 * @param pastExpiry what becomes of them past their expiry
	 * @return a new instance
	 */
	public RetrievedCredentials with(PastExpiry pastExpiry) {
		return new RetrievedCredentials(this.credentials, pastExpiry, this.recheckAfter, this.keeper, this.identity);
	}

	/**
	 * Return the same with another time after which the source is asked again.
	 * @param recheckAfter the time, or {@code null} for never
	 * @return a new instance
	 */
	public RetrievedCredentials withRecheckAfter(@Nullable Duration recheckAfter) {
		return new RetrievedCredentials(this.credentials, this.pastExpiry, recheckAfter, this.keeper, this.identity);
	}

	/**
	 * Return the same with somebody who keeps them.
	 * @param keeper whoever keeps them
	 * @return a new instance
	 */
	public RetrievedCredentials withKeeper(Keeper keeper) {
		return new RetrievedCredentials(this.credentials, this.pastExpiry, this.recheckAfter, keeper, this.identity);
	}

	/**
	 * Return the same with whose they are.
	 * @param identity whose they are
	 * @return a new instance
	 */
	public RetrievedCredentials with(CallerIdentity identity) {
		return new RetrievedCredentials(this.credentials, this.pastExpiry, this.recheckAfter, this.keeper, identity);
	}

	/**
	 * Tell whoever keeps these credentials that they were refused.
	 */
	public void reject() {
		if (this.keeper != null) {
			this.keeper.reject();
		}
	}

	/**
	 * Whoever keeps credentials and gives them again. They are used to get others.
	 */
	public interface Keeper {

		/**
		 * Called if they were refused: they are not given again.
		 */
		void reject();

		/**
		 * Called if they are so new that AWS does not know them yet: they are given again
		 * for now, and no others are made.
		 */
		default void hold() {
		}

		/**
		 * Return when their access key was obtained.
		 * @return the time, or {@code null} if it is not known
		 */
		default @Nullable Instant since() {
			return null;
		}

		/**
		 * Return why there are no newer ones although it is time, if that takes a person.
		 * @return the failure, or {@code null}
		 */
		default @Nullable CredentialsException overdue() {
			return null;
		}

	}

}
