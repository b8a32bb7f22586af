package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import io.awscredentials.autoconfigure.ProviderProperties.MixedGroup;
import org.jspecify.annotations.Nullable;

/**
 * A role for whoever has a certificate, by IAM Roles Anywhere.
 *
 * @param trustAnchorArn ARN of the trust anchor, whose region is asked.
 * @param profileArn ARN of the profile.
 * @param roleArn ARN of the role.
 * @param sslBundle Name of the SSL bundle that has the certificate and its private key.
 * @param certificate PEM file with the certificate, and intermediates if there are any.
 * @param privateKey PEM file with the private key of the certificate.
 * @param privateKeyPassword Password of the private key, if it is encrypted.
 * @param intermediates PEM file with the certificates between the certificate and the
 * trust anchor, in any order.
 * @param duration Lifetime of the credentials, within what profile and role allow.
 * @param sessionName Name of the session, where the profile accepts one; by default AWS
 * takes the serial number of the certificate.
 * @param endpoint URL that replaces the regional endpoint of IAM Roles Anywhere.
 */
record RolesAnywhereProperties(@Nullable String trustAnchorArn, @Nullable String profileArn, @Nullable String roleArn,
		@Nullable String sslBundle, @Nullable Path certificate, @Nullable Path privateKey,
		@Nullable String privateKeyPassword, @Nullable Path intermediates, @Nullable Duration duration,
		@Nullable String sessionName, @Nullable String endpoint) implements MixedGroup {

	@Override
	public boolean asksForSource() {
		return this.trustAnchorArn != null || this.profileArn != null || this.roleArn != null || this.sslBundle != null
				|| this.certificate != null || this.privateKey != null;
	}

	@Override
	public String toString() {
		return "RolesAnywhere[...]";
	}

}
