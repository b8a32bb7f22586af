package io.awscredentials.source.sso;

import io.awscredentials.Credentials;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;

/**
 * Gets the credentials of a role that IAM Identity Center assigns to a person, with the
 * sign-in that the AWS CLI and the SDKs share.
 */
public final class SsoCredentialsSource implements DetailedSource {

	static final String NAME = "Sso";

	private final SsoSession session;

	private final String accountId;

	private final String roleName;

	/**
	 * Create a new instance.
	 * @param session the sign-in
	 * @param accountId the account of the role
	 * @param roleName the name of the role
	 */
	public SsoCredentialsSource(SsoSession session, String accountId, String roleName) {
		this.session = session;
		this.accountId = accountId;
		this.roleName = roleName;
	}

	@Override
	public Credentials retrieve() {
		String accessToken = this.session.accessToken();
		Credentials credentials = this.session.portal().credentials(this.accountId, this.roleName, accessToken);
		if (credentials == null) {
			// Signed out, or the clock of this machine is behind. Somebody may have
			// signed
			// in again meanwhile.
			accessToken = this.session.accessTokenInPlaceOf(accessToken);
			credentials = this.session.portal().credentials(this.accountId, this.roleName, accessToken);
		}
		if (credentials == null) {
			throw this.session.refused(accessToken);
		}
		return credentials;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return new RetrievedCredentials(retrieve(), PastExpiry.SERVE);
	}

}
