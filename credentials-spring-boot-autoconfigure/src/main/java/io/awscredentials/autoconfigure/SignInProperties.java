package io.awscredentials.autoconfigure;

import io.awscredentials.autoconfigure.ProviderProperties.MixedGroup;
import org.jspecify.annotations.Nullable;

/**
 * The properties of sources whose credentials are those of a person who signed in.
 */
final class SignInProperties {

	private SignInProperties() {
	}

	/**
	 * A role that IAM Identity Center assigns to a person.
	 *
	 * @param startUrl URL where people sign in, by default that of the session.
	 * @param region AWS region of IAM Identity Center, by default that of the session.
	 * @param accountId ID of the AWS account of the role.
	 * @param roleName Name of the role, which is that of the permission set.
	 * @param session Name of a section 'sso-session' of the shared config file, whose
	 * sign-in is shared with the AWS CLI and SDKs.
	 * @param cacheDirectory Directory of the sign-ins that are shared with the AWS CLI
	 * and SDKs.
	 * @param login Who is asked to sign in where nobody has.
	 * @param endpoint URL that replaces the regional endpoint of the portal.
	 * @param oidcEndpoint URL that replaces the regional endpoint of the OIDC service.
	 */
	record Sso(@Nullable String startUrl, @Nullable String region, @Nullable String accountId,
			@Nullable String roleName, @Nullable String session, @Nullable String cacheDirectory,
			@Nullable SsoLogin login, @Nullable String endpoint, @Nullable String oidcEndpoint) implements MixedGroup {

		@Override
		public boolean asksForSource() {
			return this.startUrl != null || this.region != null || this.accountId != null || this.roleName != null
					|| this.session != null;
		}

	}

	/**
	 * Who is asked to sign in to IAM Identity Center where nobody has.
	 */
	enum SsoLogin {

		/** Nobody: the AWS CLI signs in. */
		NONE,

		/** A person, who opens an address on any device and confirms a code there. */
		DEVICE

	}

	/**
	 * A session of the AWS CLI's command 'aws login'.
	 *
	 * @param session Name of the session, an ARN; see 'login_session' in the shared
	 * config file.
	 * @param cacheDirectory Directory of the sessions that are shared with the AWS CLI
	 * and SDKs, by default that of the environment variable AWS_LOGIN_CACHE_DIRECTORY.
	 * @param endpoint URL that replaces the regional endpoint of the sign-in service.
	 */
	record Login(@Nullable String session, @Nullable String cacheDirectory,
			@Nullable String endpoint) implements MixedGroup {

		@Override
		public boolean asksForSource() {
			return this.session != null;
		}

	}

}
