package io.awscredentials.test;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.awscredentials.test.Key.Kind;
import io.awscredentials.test.KeyStore.Principal;
import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.sigv4.SignedRequest;
import org.jspecify.annotations.Nullable;

/**
 * The Security Token Service: the query protocol, in AWS's XML.
 */
final class StsService implements Service {

	private static final Duration SESSION_TOKEN_DURATION = Duration.ofHours(12);

	private final Authenticator authenticator;

	private final KeyStore keys;

	private final StsRoles roles;

	private final StsMfa mfa;

	private final StsIdentityTokens identityTokens;

	StsService(Authenticator authenticator, KeyStore keys, StsRoles roles, StsMfa mfa,
			StsIdentityTokens identityTokens) {
		this.authenticator = authenticator;
		this.keys = keys;
		this.roles = roles;
		this.mfa = mfa;
		this.identityTokens = identityTokens;
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		if (!"POST".equals(request.method()) || !"/".equals(request.path()) || request.header("X-Amz-Target") != null) {
			return null;
		}
		Map<String, String> form = request.form();
		String action = form.getOrDefault("Action", "MissingAction");
		return new Call("sts", action, Protocol.QUERY,
				(issuing) -> answer(action, result(action, request, new StsParameters(form), issuing)));
	}

	private String result(String action, HttpRequest request, StsParameters parameters, Issuing issuing) {
		return switch (action) {
			case "AssumeRole" -> this.roles.assumeRole(authenticate(request), parameters, issuing);
			case "AssumeRoleWithWebIdentity" -> {
				requireUnsigned(action, request);
				yield this.roles.assumeRoleWithWebIdentity(parameters, issuing);
			}
			case "AssumeRoleWithSAML" -> {
				requireUnsigned(action, request);
				yield this.roles.assumeRoleWithSaml(parameters, issuing);
			}
			case "GetSessionToken" -> getSessionToken(authenticate(request), parameters, issuing);
			case "GetWebIdentityToken" ->
				this.identityTokens.getWebIdentityToken(authenticate(request), region(request), parameters, issuing);
			case "GetCallerIdentity" -> getCallerIdentity(authenticate(request));
			default -> throw new ServiceException(400, "InvalidAction",
					"Could not find operation " + action + " for version 2011-06-15");
		};
	}

	private Key authenticate(HttpRequest request) {
		return this.authenticator.authenticate(request, "sts", Protocol.QUERY);
	}

	private static String region(HttpRequest request) {
		return Objects.requireNonNull(SignedRequest.parse(request)).region();
	}

	private static void requireUnsigned(String action, HttpRequest request) {
		// AWS would look away, but whoever signs here reaches for credentials it has yet
		// to get.
		if (request.header("Authorization") != null || request.header("X-Amz-Security-Token") != null) {
			throw new ServiceException(400, "ValidationError",
					action + " must not be signed, and this request carries a signature or session token.");
		}
	}

	private String getSessionToken(Key caller, StsParameters parameters, Issuing issuing) {
		Duration duration = parameters.duration(SESSION_TOKEN_DURATION, 129_600);
		if (caller.kind() != Kind.USER) {
			throw new ServiceException(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
		}
		boolean mfaAuthenticated = this.mfa.authenticate(parameters);
		Principal principal = new Principal(caller.credentials().accountId(), caller.arn(), caller.userId());
		return credentials(this.keys.issue(principal, Kind.SESSION, mfaAuthenticated, issuing.lifetime(duration)));
	}

	private static String getCallerIdentity(Key caller) {
		return Xml.text("Arn", caller.arn()) + Xml.text("UserId", caller.userId())
				+ Xml.text("Account", caller.credentials().accountId());
	}

	static String credentials(TestCredentials credentials) {
		return Xml.element("Credentials", Xml.text("AccessKeyId", credentials.accessKeyId()),
				Xml.text("SecretAccessKey", credentials.secretAccessKey()),
				Xml.text("SessionToken", String.valueOf(credentials.sessionToken())),
				Xml.text("Expiration", String.valueOf(credentials.expiration())));
	}

	private static HttpAnswer answer(String action, String result) {
		String requestId = UUID.randomUUID().toString();
		String xml = Xml.document(action + "Response", Xml.STS_NAMESPACE, Xml.element(action + "Result", result),
				Xml.element("ResponseMetadata", Xml.text("RequestId", requestId)));
		return HttpAnswer.of(200, "text/xml", xml).withHeader("x-amzn-RequestId", requestId);
	}

}
