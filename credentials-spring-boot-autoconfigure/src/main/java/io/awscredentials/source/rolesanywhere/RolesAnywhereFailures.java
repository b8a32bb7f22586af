package io.awscredentials.source.rolesanywhere;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.Outage;
import io.awscredentials.source.InvalidJsonException;
import org.jspecify.annotations.Nullable;

/**
 * Says in words why IAM Roles Anywhere gave no credentials.
 *
 * @param options what was asked for
 * @param identity who asked
 * @param endpoint where it went
 * @param region the region it went to
 */
record RolesAnywhereFailures(RolesAnywhereOptions options, X509Identity identity, URI endpoint, String region) {

	private static final String ADDRESS = "Check that the address is the one of IAM Roles Anywhere, and that no proxy "
			+ "or portal answers in its place";

	CredentialsException refused(RolesAnywhereError error, Instant now) {
		if (error.isThrottling()) {
			return failure(CredentialsErrorCode.CONNECTION, error)
				.withAdvice("Nothing to do for once; if it lasts, look for who asks for credentials that often");
		}
		if (error.isOutage()) {
			String said = (error.code().isEmpty() && error.message().isEmpty()) ? "" : ", " + error;
			return new CredentialsException(CredentialsErrorCode.CONNECTION, RolesAnywhereCredentialsSource.NAME,
					prefix() + " failed: " + Outage.of("IAM Roles Anywhere", error.status()) + said)
				.withAdvice(Outage.AWS_ADVICE);
		}
		if (error.isClock()) {
			return failure(CredentialsErrorCode.ROLES_ANYWHERE_DENIED, error)
				.withAdvice("Correct the clock of this machine, it is too far from that of AWS")
				.withRetryable(true);
		}
		if (error.code().isEmpty()) {
			return new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, RolesAnywhereCredentialsSource.NAME,
					prefix() + " was answered with status " + error.status() + " and no error of the service")
				.withAdvice(ADDRESS);
		}
		if (!this.identity.validAt(now)) {
			return failure(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE, error).withAdvice(datesAdvice())
				.withRetryable(this.identity.lastsAt(now));
		}
		String certificate = certificateAdvice(error);
		return (certificate != null)
				? failure(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE, error).withAdvice(certificate)
				: failure(CredentialsErrorCode.ROLES_ANYWHERE_DENIED, error).withAdvice(roleAdvice(error));
	}

	private @Nullable String certificateAdvice(RolesAnywhereError error) {
		if (error.says("untrusted")) {
			return "Check that the trust anchor is the authority of this certificate, and that all intermediates "
					+ "between the two are given: " + intermediates();
		}
		if (error.says("insufficient certificate") || error.says("basic constraints") || error.says("key usage")) {
			String found = this.identity.shortcomings();
			return "The certificate must be of X.509 version 3, of no authority (CA:FALSE), with key usage "
					+ "digitalSignature and signed with SHA-256 or better"
					+ ((found.isEmpty()) ? "" : "; this one: " + found);
		}
		if (error.says("certificate") && (error.says("expired") || error.says("not yet valid"))) {
			return datesAdvice();
		}
		if (error.says("revoked")) {
			return "Find out why the certificate was revoked, and issue another one";
		}
		if (error.says("signature") || error.code().endsWith("Signature") || error.code().startsWith("Signature")) {
			return "Check that the private key is that of the certificate, and the clock of this machine";
		}
		return null;
	}

	private String datesAdvice() {
		X509Certificate certificate = this.identity.certificate();
		return "The certificate is valid from " + certificate.getNotBefore().toInstant() + " to "
				+ certificate.getNotAfter().toInstant()
				+ ": renew it, find out why whatever renews it did not, or correct the clock of this machine";
	}

	private String intermediates() {
		int count = this.identity.intermediates().size();
		String issuer = this.identity.certificate().getIssuerX500Principal().getName();
		return ((count == 0) ? "none was sent" : count + " sent") + ", the certificate was issued by '" + issuer + "'";
	}

	private String roleAdvice(RolesAnywhereError error) {
		if (error.says("session tags") || error.says("mapped")) {
			return "The certificate has more attributes than the profile maps: narrow the attribute mapping of the "
					+ "profile ('aws rolesanywhere delete-attribute-mapping'), or issue it with fewer SAN entries";
		}
		if (error.says("session name") || error.says("rolesessionname")) {
			return "Set 'acceptRoleSessionName' of the profile, or take 'roles-anywhere.session-name' out";
		}
		if (error.says("duration")) {
			return "Lower 'roles-anywhere.duration': from 15m to 12h, and no longer than the role's maximum session "
					+ "duration";
		}
		if (error.code().equals("ResourceNotFound") || error.says("not found")) {
			return "Check the ARNs of trust anchor and profile, and that both are in " + this.region;
		}
		if (error.says("disabled")) {
			return "Enable the trust anchor and the profile in IAM Roles Anywhere";
		}
		if (error.code().equals("Validation")) {
			return "Correct the property below 'roles-anywhere' that the message names";
		}
		return "Check that the profile lists the role, and that the trust policy of the role allows "
				+ "rolesanywhere.amazonaws.com sts:AssumeRole, sts:TagSession and sts:SetSourceIdentity (the last one "
				+ "is often forgotten), with conditions that this certificate meets";
	}

	CredentialsException unreadable(InvalidJsonException ex) {
		return new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, RolesAnywhereCredentialsSource.NAME,
				prefix() + " got an answer that can't be used: " + ex.getMessage())
			.withAdvice(ADDRESS);
	}

	private CredentialsException failure(CredentialsErrorCode code, RolesAnywhereError error) {
		return new CredentialsException(code, RolesAnywhereCredentialsSource.NAME,
				prefix() + " with the certificate " + this.identity + " was refused: " + error);
	}

	private String prefix() {
		return "CreateSession for role " + this.options.roleArn() + " at " + this.endpoint + " (region " + this.region
				+ ")";
	}

}
