package io.awscredentials.source.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Assumes a role with the credentials of another source ({@code AssumeRole} of STS).
 *
 * @hidden
 */
public final class AssumeRoleCredentialsSource implements DetailedSource {

	static final String NAME = "AssumeRole";

	private final CredentialsSource inner;

	private final AssumeRoleOptions options;

	private final StsClient client;

	private final String sessionName;

	private final @Nullable MfaCodes codes;

	private volatile @Nullable Instant expiration;

	private volatile @Nullable String knownKey;

	private volatile @Nullable NewKeys refused;

	/**
	 * Create a new instance that never has to give an MFA code.
	 * @param inner gives the credentials to assume the role with
	 * @param options the parameters of the call
	 * @param connection how STS is reached
	 */
	public AssumeRoleCredentialsSource(CredentialsSource inner, AssumeRoleOptions options, StsConnection connection) {
		this(inner, options, connection, null);
	}

	/**
	 * Create a new instance.
	 * @param inner gives the credentials to assume the role with
	 * @param options the parameters of the call
	 * @param connection how STS is reached
	 * @param mfa who gives MFA codes, if the options name a device
	 */
	public AssumeRoleCredentialsSource(CredentialsSource inner, AssumeRoleOptions options, StsConnection connection,
			@Nullable MfaAuthentication mfa) {
		this(inner, options, new StsClient(NAME, connection),
				Objects.requireNonNullElseGet(options.sessionName(), () -> SessionNames.create(null)), mfa);
	}

	AssumeRoleCredentialsSource(CredentialsSource inner, AssumeRoleOptions options, StsClient client,
			String sessionName, @Nullable MfaAuthentication mfa) {
		this.inner = inner;
		this.options = options;
		this.client = client;
		this.sessionName = sessionName;
		this.codes = (options.mfaSerialNumber() != null)
				? new MfaCodes(NAME, options.mfaSerialNumber(), options.roleArn(), mfa, client.clock()) : null;
	}

	/**
	 * Return a source to assume other roles with: it gives the same credentials again
	 * until these near their end, so that a code is not asked for each time the other
	 * role is refreshed. When no new ones can be had, for want of a code for example, the
	 * old ones are used to their end.
	 * @return the source
	 */
	public CredentialsSource reused() {
		return new ReusedSession(this, this.client.clock());
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return new RetrievedCredentials(MfaCodes.authenticate(this.codes, this::signer, this::assume),
				PastExpiry.SERVE);
	}

	private Credentials assume(RetrievedCredentials signer, @Nullable String code) {
		NewKeys keys = newKeys(signer);
		Duration pause = (keys != null && code == null) ? keys.pause(this.client.clock().now()) : null;
		try {
			Credentials credentials = this.client.call(request(code).retryingNewKeysAfter(pause),
					"role " + this.options.roleArn(), signer.credentials());
			this.expiration = credentials.expiration();
			this.knownKey = signer.credentials().accessKeyId();
			this.refused = null;
			return credentials;
		}
		catch (CredentialsException ex) {
			this.refused = (keys != null && ex.nextAttempt() != null) ? keys.again() : null;
			if (ex.code() == CredentialsErrorCode.STS_EXPIRED_TOKEN) {
				signer.reject();
			}
			throw ex;
		}
	}

	private @Nullable NewKeys newKeys(RetrievedCredentials signer) {
		NewKeys refused = this.refused;
		if (refused != null && refused.set() == signer) {
			return refused;
		}
		boolean known = signer.credentials().accessKeyId().equals(this.knownKey);
		return (known || this.inner instanceof ReusedSession) ? null
				: new NewKeys(signer, this.client.clock().now(), 0);
	}

	private RetrievedCredentials signer() {
		NewKeys refused = this.refused;
		if (refused != null && refused.pause(this.client.clock().now()) != null) {
			// Not the next ones from whoever makes them: those would be as new.
			return refused.set();
		}
		return (this.inner instanceof ReusedSession session) ? session.retrieve(this.expiration)
				: RetrievedCredentials.from(this.inner);
	}

	private StsRequest request(@Nullable String code) {
		StsRequest request = new StsRequest(NAME).with("RoleArn", this.options.roleArn())
			.with("RoleSessionName", this.sessionName)
			.withSecret("ExternalId", this.options.externalId())
			.with("DurationSeconds", this.options.duration())
			.with("Policy", this.options.policy())
			.withList("PolicyArns", ".arn", this.options.policyArns())
			.withList("Tags", ".Key", this.options.tags().keySet())
			.withList("Tags", ".Value", this.options.tags().values())
			.withList("TransitiveTagKeys", "", this.options.transitiveTagKeys())
			.with("SourceIdentity", this.options.sourceIdentity());
		return (code != null) ? request.withMfa(this.options.mfaSerialNumber(), code) : request;
	}

	@Override
	public String name() {
		return NAME + " < " + this.inner.name();
	}

}
