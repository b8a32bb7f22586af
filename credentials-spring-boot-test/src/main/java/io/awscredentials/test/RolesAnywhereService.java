package io.awscredentials.test;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.awscredentials.test.KeyStore.Principal;
import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import io.awscredentials.test.sigv4.X509SignedRequest;
import org.jspecify.annotations.Nullable;

/**
 * IAM Roles Anywhere, which trades a signature with the key of a certificate for
 * credentials.
 */
final class RolesAnywhereService implements Service {

	private static final Duration SKEW = Duration.ofMinutes(5);

	private final RolesAnywhere settings;

	private final StsRoles roles;

	private final KeyStore keys;

	private final InstantSource clock;

	RolesAnywhereService(RolesAnywhere settings, StsRoles roles, KeyStore keys, InstantSource clock) {
		this.settings = settings;
		this.roles = roles;
		this.keys = keys;
		this.clock = clock;
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		if (!"POST".equals(request.method()) || !"/sessions".equals(request.path())) {
			return null;
		}
		return new Call("rolesanywhere", "CreateSession", Protocol.REST_JSON,
				(issuing) -> createSession(request, issuing));
	}

	private HttpAnswer createSession(HttpRequest request, Issuing issuing) {
		Map<String, @Nullable Object> parameters = parameters(request);
		String trustAnchorArn = required(parameters, "trustAnchorArn");
		String profileArn = required(parameters, "profileArn");
		String roleArn = required(parameters, "roleArn");
		X509SignedRequest signed = signed(request);
		checkSignature(signed, trustAnchorArn);
		X509Certificate authority = this.settings.authority(trustAnchorArn);
		if (authority == null) {
			throw new ServiceException(404, "ResourceNotFoundException", "Trust anchor not found");
		}
		checkCertificate(signed.certificate());
		checkPath(signed, authority);
		List<String> profile = this.settings.roles(profileArn);
		if (profile == null) {
			throw new ServiceException(404, "ResourceNotFoundException", "Profile not found");
		}
		Duration duration = duration(parameters);
		String sessionName = sessionName(parameters, signed.certificate());
		if (!profile.contains(roleArn) || !this.roles.isOpen(roleArn)) {
			throw denied("Unable to assume role for " + roleArn);
		}
		Principal principal = Principal.assumedRole(roleArn, this.roles.role(roleArn).id(), sessionName);
		return answer(this.keys.issue(principal, issuing.lifetime(duration)), principal, roleArn,
				signed.certificate().getSubjectX500Principal().getName());
	}

	/** The helper of AWS has the ARNs in the query, others have all in the body. */
	private static Map<String, @Nullable Object> parameters(HttpRequest request) {
		try {
			Map<String, @Nullable Object> parameters = new HashMap<>(Json.readObject(request.text()));
			parameters.putAll(request.queryParameters());
			return parameters;
		}
		catch (IllegalArgumentException ex) {
			throw invalid("The body must be a JSON object");
		}
	}

	private static X509SignedRequest signed(HttpRequest request) {
		try {
			X509SignedRequest signed = X509SignedRequest.parse(request);
			if (signed != null) {
				return signed;
			}
		}
		catch (IllegalArgumentException ex) {
			throw denied(String.valueOf(ex.getMessage()));
		}
		throw denied("Missing Authentication Token");
	}

	private void checkSignature(X509SignedRequest signed, String trustAnchorArn) {
		String[] arn = trustAnchorArn.split(":");
		Instant now = this.clock.instant();
		if (signed.signedAt().isBefore(now.minus(SKEW))) {
			throw denied("Signature expired: " + signed.signedAt() + " is now earlier than " + now.minus(SKEW));
		}
		if (signed.signedAt().isAfter(now.plus(SKEW))) {
			throw denied("Signature not yet current: " + signed.signedAt() + " is still later than " + now.plus(SKEW));
		}
		if (!"rolesanywhere".equals(signed.signed().service()) || arn.length < 6
				|| !arn[3].equals(signed.signed().region())) {
			throw denied("Credential should be scoped to a valid region and to the service 'rolesanywhere'");
		}
		if (!signed.hasSerialNumber()) {
			throw denied("Signature verification failed: the serial number is not that of the certificate");
		}
		if (!signed.isSigned()) {
			throw denied("Signature verification failed");
		}
	}

	private void checkCertificate(X509Certificate certificate) {
		boolean[] usage = certificate.getKeyUsage();
		if (certificate.getVersion() < 3 || certificate.getBasicConstraints() != -1 || usage == null || !usage[0]
				|| !certificate.getSigAlgName().matches("SHA(256|384|512).*|ML-DSA.*")) {
			throw denied("Insufficient certificate");
		}
		Instant now = this.clock.instant();
		if (now.isAfter(certificate.getNotAfter().toInstant())) {
			throw denied("Certificate expired");
		}
		if (now.isBefore(certificate.getNotBefore().toInstant())) {
			throw denied("Certificate not yet valid");
		}
	}

	private void checkPath(X509SignedRequest signed, X509Certificate authority) {
		try {
			List<X509Certificate> path = new ArrayList<>(List.of(signed.certificate()));
			path.addAll(signed.chain());
			PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
			parameters.setRevocationEnabled(false);
			parameters.setDate(Date.from(this.clock.instant()));
			CertPathValidator.getInstance("PKIX")
				.validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
		}
		catch (GeneralSecurityException ex) {
			throw denied("Untrusted signing certificate");
		}
	}

	private Duration duration(Map<String, @Nullable Object> parameters) {
		Object value = parameters.get("durationSeconds");
		if (value == null) {
			return this.settings.profileDuration();
		}
		if (!(value instanceof Number number) || number.longValue() < 900 || number.longValue() > 43_200) {
			throw invalid("durationSeconds must be between 900 and 43200");
		}
		Duration wanted = Duration.ofSeconds(number.longValue());
		Duration profile = this.settings.profileDuration();
		return (wanted.compareTo(profile) < 0) ? wanted : profile;
	}

	private String sessionName(Map<String, @Nullable Object> parameters, X509Certificate certificate) {
		String name = Json.text(parameters, "roleSessionName");
		if (name == null) {
			return certificate.getSerialNumber().toString(16);
		}
		if (!this.settings.acceptsSessionNames()) {
			throw denied("The profile does not accept a custom role session name");
		}
		return name;
	}

	private static HttpAnswer answer(TestCredentials credentials, Principal principal, String roleArn, String subject) {
		Map<String, Object> document = Map.of("credentialSet", List.of(Map.of("assumedRoleUser",
				Map.of("arn", principal.arn(), "assumedRoleId", principal.userId()), "credentials",
				Map.of("accessKeyId", credentials.accessKeyId(), "secretAccessKey", credentials.secretAccessKey(),
						"sessionToken", String.valueOf(credentials.sessionToken()), "expiration",
						String.valueOf(credentials.expiration())),
				"packedPolicySize", 0, "roleArn", roleArn, "sourceIdentity", subject)), "subjectArn",
				"arn:aws:rolesanywhere:" + AwsTestServer.REGION + ":" + principal.accountId() + ":subject/loopback");
		return HttpAnswer.of(201, "application/json", Json.write(document));
	}

	private static String required(Map<String, @Nullable Object> parameters, String name) {
		String value = Json.text(parameters, name);
		if (value == null || value.isEmpty()) {
			throw invalid("Missing parameter " + name);
		}
		return value;
	}

	private static ServiceException invalid(String message) {
		return new ServiceException(400, "ValidationException", message);
	}

	private static ServiceException denied(String message) {
		return new ServiceException(403, "AccessDeniedException", message);
	}

}
