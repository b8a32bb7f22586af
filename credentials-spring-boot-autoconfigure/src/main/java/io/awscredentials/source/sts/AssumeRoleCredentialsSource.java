package io.awscredentials.source.sts;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
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

	private static final Duration MARGIN = Duration.ofMinutes(1);

	private final CredentialsSource inner;

	private final AssumeRoleOptions options;

	private final StsClient client;

	private final String sessionName;

	private final @Nullable MfaCodes codes;

	private volatile @Nullable Instant expiration;

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
		this.codes = MfaCodes.of(NAME, options.mfaSerialNumber(), options.roleArn(), mfa, client);
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return new RetrievedCredentials(MfaCodes.authenticate(this.codes, this::signer, this::assume),
				PastExpiry.SERVE);
	}

	private Credentials assume(RetrievedCredentials signer, @Nullable String code) {
		Credentials credentials = this.client.call(request(code), "role " + this.options.roleArn(), signer, this.inner);
		this.expiration = credentials.expiration();
		return credentials;
	}

	/**
	 * Where a person has to do something for newer credentials to sign with, that is told
	 * as long as the role can wait for it. Then it goes on with the old ones.
	 */
	private RetrievedCredentials signer() {
		RetrievedCredentials signer = RetrievedCredentials.from(this.inner);
		CredentialsException overdue = (signer.keeper() != null) ? signer.keeper().overdue() : null;
		Instant expiration = this.expiration;
		if (overdue != null && expiration != null && this.client.localTime().plus(MARGIN).isBefore(expiration)) {
			throw overdue;
		}
		return signer;
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
	public @Nullable X509Certificate certificate() {
		return DetailedSource.certificateOf(this.inner);
	}

	@Override
	public String name() {
		return NAME + " < " + this.inner.name();
	}

}
