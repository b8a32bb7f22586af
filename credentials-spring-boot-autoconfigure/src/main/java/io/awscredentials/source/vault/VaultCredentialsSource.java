package io.awscredentials.source.vault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.source.InvalidJsonException;
import org.jspecify.annotations.Nullable;

/**
 * Gets credentials from the AWS secrets engine of HashiCorp Vault. They end with their
 * lease. A lease that is replaced is left to end by itself: requests may still be under
 * way that were signed with it, and to revoke it deletes the user whose keys these are.
 * <p>
 * The keys of a user that Vault made just now are given once AWS knows them. Until then
 * no others are asked for, which would be as new.
 */
public final class VaultCredentialsSource implements DetailedSource {

	static final String NAME = "Vault";

	/** How long AWS may not know a key that was made just now. */
	private static final Duration NEW = Duration.ofMinutes(2);

	private final VaultOptions options;

	private final VaultReader reader;

	private final UnaryOperator<Credentials> newKeys;

	private final InstantSource clock;

	private volatile @Nullable Unknown unknown;

	/**
	 * Create a new instance.
	 * @param options what Vault is asked for
	 * @param reader asks it
	 * @param newKeys waits until AWS knows keys that have no session token, and returns
	 * them
	 * @param clock tells the time
	 */
	public VaultCredentialsSource(VaultOptions options, VaultReader reader, UnaryOperator<Credentials> newKeys,
			InstantSource clock) {
		this.options = options;
		this.reader = reader;
		this.newKeys = newKeys;
		this.clock = clock;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		Unknown before = this.unknown;
		Instant now = this.clock.instant();
		Unknown keys = (before != null && now.isBefore(before.since().plus(NEW))) ? before : new Unknown(ask(now), now);
		return new RetrievedCredentials(known(keys), PastExpiry.SERVE);
	}

	private Credentials ask(Instant now) {
		VaultFailures failures = new VaultFailures(this.options, this.reader);
		HttpAnswer answer = this.reader.read(this.options.path(), this.options.parameters());
		if (!answer.successful()) {
			throw failures.refused(answer);
		}
		try {
			return VaultLease.read(answer.body(), now);
		}
		catch (InvalidJsonException ex) {
			throw failures.unreadable(ex);
		}
	}

	private Credentials known(Unknown keys) {
		if (keys.credentials().sessionToken() != null) {
			return keys.credentials();
		}
		this.unknown = keys;
		Credentials known = this.newKeys.apply(keys.credentials());
		this.unknown = null;
		return known;
	}

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * Keys of which it is not known yet whether AWS knows them.
	 *
	 * @param credentials the keys
	 * @param since when Vault gave them
	 */
	private record Unknown(Credentials credentials, Instant since) {
	}

}
