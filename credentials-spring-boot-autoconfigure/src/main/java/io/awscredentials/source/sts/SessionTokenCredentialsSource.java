package io.awscredentials.source.sts;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges the long-term keys of a user for a session ({@code GetSessionToken} of STS).
 * With an MFA device, one code serves all roles that are assumed with the session.
 *
 * @hidden
 */
public final class SessionTokenCredentialsSource implements DetailedSource {

	private static final String NAME = "SessionToken";

	private final CredentialsSource inner;

	private final SessionTokenOptions options;

	private final StsClient client;

	private final @Nullable MfaCodes codes;

	/**
	 * Create a new instance that never has to give an MFA code.
	 * @param inner gives the long-term keys
	 * @param options the parameters of the call
	 * @param connection how STS is reached
	 */
	public SessionTokenCredentialsSource(CredentialsSource inner, SessionTokenOptions options,
			StsConnection connection) {
		this(inner, options, connection, null);
	}

	/**
	 * Create a new instance.
	 * @param inner gives the long-term keys
	 * @param options the parameters of the call
	 * @param connection how STS is reached
	 * @param mfa who gives MFA codes, if the options name a device
	 */
	public SessionTokenCredentialsSource(CredentialsSource inner, SessionTokenOptions options, StsConnection connection,
			@Nullable MfaAuthentication mfa) {
		this.inner = inner;
		this.options = options;
		this.client = new StsClient(NAME, connection);
		this.codes = MfaCodes.of(NAME, options.mfaSerialNumber(), null, mfa, this.client);
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return new RetrievedCredentials(MfaCodes.authenticate(this.codes, this::signer, this::session),
				PastExpiry.SERVE);
	}

	private Credentials session(RetrievedCredentials signer, @Nullable String code) {
		StsRequest request = new StsRequest("GetSessionToken").with("DurationSeconds", this.options.duration());
		if (code != null) {
			request.withMfa(this.options.mfaSerialNumber(), code);
		}
		return withAccount(this.client.call(request, "a session", signer, this.inner),
				signer.credentials().accountId());
	}

	private RetrievedCredentials signer() {
		RetrievedCredentials signer = RetrievedCredentials.from(this.inner);
		if (signer.credentials().sessionToken() != null) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, NAME,
					"A session can be had for long-term keys only, and those of " + this.inner.name()
							+ " are temporary")
				.withAdvice("Start from the access key of a user, or take 'session-token' out");
		}
		return signer;
	}

	private Credentials withAccount(Credentials credentials, @Nullable String accountId) {
		String account = (accountId != null) ? accountId : StsResponse.accountId(this.options.mfaSerialNumber());
		return new Credentials(credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken(),
				credentials.expiration(), account);
	}

	@Override
	public String name() {
		return NAME + " < " + this.inner.name();
	}

}
