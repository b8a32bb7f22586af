package io.awscredentials.test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.awscredentials.test.Key.Kind;
import io.awscredentials.test.KeyStore.Principal;
import io.awscredentials.test.Service.Issuing;

/**
 * The roles the server knows, and the ways to assume them.
 */
final class StsRoles {

	private static final Duration USUAL_DURATION = Duration.ofHours(1);

	private static final int MAX_DURATION_SECONDS = 43_200;

	private final Map<String, TestRole> roles = new ConcurrentHashMap<>();

	private final KeyStore keys;

	private final StsMfa mfa;

	private final FederatedTokens webIdentityTokens;

	private final FederatedTokens samlAssertions;

	StsRoles(KeyStore keys, StsMfa mfa, FederatedTokens webIdentityTokens, FederatedTokens samlAssertions) {
		this.keys = keys;
		this.mfa = mfa;
		this.webIdentityTokens = webIdentityTokens;
		this.samlAssertions = samlAssertions;
	}

	TestRole role(String arn) {
		if (!TestRole.isRoleArn(arn)) {
			throw new IllegalArgumentException("'" + arn + "' is not the ARN of a role");
		}
		return this.roles.computeIfAbsent(arn, (key) -> new TestRole(key, "AROA" + this.keys.randomId()));
	}

	/**
	 * Return whether there is a role that does not deny access to everybody.
	 * @param arn the ARN of the role
	 * @return whether it can be assumed
	 */
	boolean isOpen(String arn) {
		TestRole role = this.roles.get(arn);
		return role != null && role.isOpen();
	}

	/**
	 * Return the role of a session.
	 * @param sessionArn the ARN of the session, which lacks the path of the role
	 * @return the ARN of the role
	 */
	String arn(String sessionArn) {
		String name = sessionArn.split("/")[1];
		String accountId = TestRole.accountId(sessionArn);
		return this.roles.keySet()
			.stream()
			.filter((arn) -> TestRole.name(arn).equals(name) && TestRole.accountId(arn).equals(accountId))
			.findFirst()
			.orElse("arn:" + TestRole.partition(sessionArn) + ":iam::" + accountId + ":role/" + name);
	}

	String assumeRole(Key caller, StsParameters parameters, Issuing issuing) {
		String arn = parameters.roleArn();
		String sessionName = parameters.sessionName();
		String externalId = parameters.name("ExternalId", 2, 1224, "[\\w+=,.@:\\/-]*");
		String serialNumber = StsMfa.serialNumber(parameters);
		Duration duration = parameters.duration(USUAL_DURATION, MAX_DURATION_SECONDS);
		int policyLength = parameters.checkSession();
		boolean codeGiven = this.mfa.authenticate(parameters);
		TestRole role = this.roles.get(arn);
		if (role == null || !role.accepts(caller, externalId, serialNumber)
				|| (role.isMfaRequired() && !codeGiven && !caller.mfaAuthenticated())) {
			throw new ServiceException(403, "AccessDenied",
					"User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + arn);
		}
		if (caller.kind() == Kind.ROLE && duration.compareTo(USUAL_DURATION) > 0) {
			throw new ServiceException(400, "ValidationError",
					"The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
		}
		String sourceIdentity = parameters.optional("SourceIdentity", 2, 64);
		return session(role, sessionName, duration, policyLength, issuing)
				+ ((sourceIdentity != null) ? Xml.text("SourceIdentity", sourceIdentity) : "");
	}

	String assumeRoleWithWebIdentity(StsParameters parameters, Issuing issuing) {
		String arn = parameters.roleArn();
		String sessionName = parameters.sessionName();
		String token = parameters.required("WebIdentityToken", 4, 20_000);
		Duration duration = parameters.duration(USUAL_DURATION, MAX_DURATION_SECONDS);
		int policyLength = parameters.checkSession();
		this.webIdentityTokens.check(token);
		TestRole role = federatedRole(arn, "sts:AssumeRoleWithWebIdentity");
		return Xml.text("SubjectFromWebIdentityToken", "subject") + Xml.text("Audience", "sts.amazonaws.com")
				+ session(role, sessionName, duration, policyLength, issuing)
				+ Xml.text("Provider", "arn:aws:iam::" + TestRole.accountId(arn) + ":oidc-provider/loopback");
	}

	String assumeRoleWithSaml(StsParameters parameters, Issuing issuing) {
		String arn = parameters.roleArn();
		parameters.required("PrincipalArn", 20, 2048);
		String assertion = parameters.required("SAMLAssertion", 4, 100_000);
		Duration duration = parameters.duration(USUAL_DURATION, MAX_DURATION_SECONDS);
		int policyLength = parameters.checkSession();
		this.samlAssertions.check(assertion);
		TestRole role = federatedRole(arn, "sts:AssumeRoleWithSAML");
		return Xml.text("Issuer", "https://idp.example.com/saml") + Xml.text("Subject", "saml-user")
				+ Xml.text("SubjectType", "persistent") + Xml.text("Audience", "https://signin.aws.amazon.com/saml")
				+ session(role, "saml-user", duration, policyLength, issuing);
	}

	private TestRole federatedRole(String arn, String action) {
		TestRole role = this.roles.get(arn);
		if (role == null) {
			throw new ServiceException(403, "AccessDenied", "Not authorized to perform " + action);
		}
		return role;
	}

	private String session(TestRole role, String sessionName, Duration duration, int policyLength, Issuing issuing) {
		if (duration.compareTo(role.maxDuration()) > 0) {
			throw new ServiceException(400, "ValidationError",
					"The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
		}
		Principal principal = Principal.assumedRole(role.arn(), role.id(), sessionName);
		TestCredentials credentials = this.keys.issue(principal, issuing.lifetime(duration));
		return StsService.credentials(credentials)
				+ Xml.element("AssumedRoleUser", Xml.text("AssumedRoleId", principal.userId()),
						Xml.text("Arn", principal.arn()))
				+ ((policyLength > 0) ? Xml.text("PackedPolicySize", Integer.toString(policyLength * 100 / 2048)) : "");
	}

}
