package io.awscredentials.source.sts;

import java.util.Objects;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sources of any number of roles that are assumed with the same credentials,
 * and that share all they can.
 *
 * @hidden
 */
public final class RoleAssumer {

	private final CredentialsSource inner;

	private final StsClient client;

	private final String sessionName;

	/**
	 * Create a new instance.
	 * @param inner gives the credentials to assume the roles with
	 * @param connection how STS is reached
	 * @param application the name of the application, for the name of sessions whose
	 * options have none, or {@code null}
	 */
	public RoleAssumer(CredentialsSource inner, StsConnection connection, @Nullable String application) {
		this.inner = inner;
		this.client = new StsClient(AssumeRoleCredentialsSource.NAME, connection);
		this.sessionName = SessionNames.create(application);
	}

	/**
	 * Create the source of a role. Its creation is cheap, and unless it has to give MFA
	 * codes it keeps nothing that the next one for the same role would lack.
	 * @param options the parameters of the call
	 * @param mfa who gives MFA codes, if the options name a device
	 * @return the source
	 */
	public CredentialsSource source(AssumeRoleOptions options, @Nullable MfaAuthentication mfa) {
		String name = Objects.requireNonNullElse(options.sessionName(), this.sessionName);
		return new AssumeRoleCredentialsSource(this.inner, options, this.client, name, mfa);
	}

}
