package io.awscredentials.source.sts;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.CallerIdentity;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.source.AccountId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose the credentials of another source are, and gives none of an account
 * that is not expected. STS is asked where the source does not tell the account, or where
 * that is wanted ({@code GetCallerIdentity}), once for each access key.
 *
 * @hidden
 */
public final class VerifiedCredentialsSource implements DetailedSource {

	private static final Log logger = LogFactory.getLog(VerifiedCredentialsSource.class);

	private static final int MOST_KNOWN = 10;

	private final CredentialsSource source;

	private final IdentityOptions options;

	private final StsClient client;

	/** Those asked about last, by the access key ID. Guards itself. */
	private final Map<String, CallerIdentity> known = Collections.synchronizedMap(new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, CallerIdentity> eldest) {
			return size() > MOST_KNOWN;
		}

	});

	private volatile @Nullable NewKeys unchecked;

	private volatile boolean told;

	/**
	 * Create a new instance.
	 * @param source gives the credentials
	 * @param options what they are checked for
	 * @param connection how STS is reached
	 */
	public VerifiedCredentialsSource(CredentialsSource source, IdentityOptions options, StsConnection connection) {
		this.source = source;
		this.options = options;
		this.client = new StsClient(StsResponse.CALLER_IDENTITY, connection);
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		NewKeys keys = keys();
		RetrievedCredentials verified = verified(keys);
		String accountId = verified.credentials().accountId();
		if (!this.options.expectedAccountIds().isEmpty() && !this.options.expectedAccountIds().contains(accountId)) {
			throw mismatch(verified, accountId);
		}
		return verified;
	}

	/** The ones that could not be checked just now: the next ones would be as new. */
	private NewKeys keys() {
		NewKeys unchecked = this.unchecked;
		Instant now = this.client.clock().now();
		if (unchecked != null && unchecked.pause(now) != null) {
			return unchecked;
		}
		RetrievedCredentials retrieved = RetrievedCredentials.from(this.source);
		// Null comes from code that is not null-marked.
		Objects.requireNonNull(retrieved.credentials(), "The source gave null in place of credentials");
		NewKeys obtained = new NewKeys(retrieved, now, 0);
		return (unchecked != null) ? obtained.knownSince(unchecked) : obtained;
	}

	private RetrievedCredentials verified(NewKeys keys) {
		RetrievedCredentials retrieved = keys.set();
		boolean needed = !this.options.expectedAccountIds().isEmpty()
				&& AccountId.of(retrieved.credentials().accountId()) == null;
		if (!needed && !this.options.verify()) {
			return retrieved;
		}
		try {
			CallerIdentity identity = identity(keys);
			this.unchecked = null;
			this.told = false;
			return retrieved.with(withAccount(retrieved.credentials(), identity.accountId())).with(identity);
		}
		catch (CredentialsException ex) {
			if (ex.code() == CredentialsErrorCode.STS_EXPIRED_TOKEN) {
				retrieved.reject();
			}
			if (needed) {
				boolean old = keys.pause(this.client.clock().now()) == null;
				this.unchecked = (ex.retryable() || old) ? keys.again() : null;
				throw ex;
			}
			tell(retrieved.credentials(), ex);
			return retrieved.with(new CallerIdentity(ex));
		}
	}

	private CallerIdentity identity(NewKeys keys) {
		Credentials credentials = keys.set().credentials();
		CallerIdentity known = this.known.get(credentials.accessKeyId());
		if (known != null) {
			return known;
		}
		StsRequest request = new StsRequest(StsResponse.CALLER_IDENTITY).concerning(this.options.arn())
			.retryingNewKeysAfter(keys.pause(this.client.clock().now()));
		CallerIdentity identity = this.client.identity(credentials, request);
		this.known.put(credentials.accessKeyId(), identity);
		return identity;
	}

	private void tell(Credentials credentials, CredentialsException failure) {
		String text = "STS did not say whose the credentials " + credentials.maskedAccessKeyId() + " of provider '"
				+ this.options.provider() + "' are, which are used all the same: [" + failure.code() + "] "
				+ failure.getMessage();
		if (this.told) {
			logger.debug(text);
			return;
		}
		this.told = true;
		logger.warn(text);
	}

	private static Credentials withAccount(Credentials credentials, @Nullable String accountId) {
		return new Credentials(credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken(),
				credentials.expiration(), accountId);
	}

	private CredentialsException mismatch(RetrievedCredentials retrieved, @Nullable String accountId) {
		CredentialsException failure = new CredentialsException(CredentialsErrorCode.ACCOUNT_MISMATCH,
				this.source.name(),
				"The credentials " + retrieved.credentials().maskedAccessKeyId() + " belong to account " + accountId
						+ ", and " + this.options.property() + " expects "
						+ String.join(" or ", this.options.expectedAccountIds()));
		Duration recheckAfter = (retrieved.credentials().expiration() == null) ? retrieved.recheckAfter() : null;
		return (recheckAfter != null) ? failure.withNextAttempt(recheckAfter) : failure;
	}

	@Override
	public @Nullable X509Certificate certificate() {
		return DetailedSource.certificateOf(this.source);
	}

	@Override
	public String name() {
		return this.source.name();
	}

}
