package io.awscredentials.test;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.test.KeyStore.Principal;
import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * The portal of IAM Identity Center, which trades access tokens for credentials.
 */
final class SsoPortalService implements Service {

	private final IdentityCenter settings;

	private final SsoTokens tokens;

	private final KeyStore keys;

	SsoPortalService(IdentityCenter settings, SsoTokens tokens, KeyStore keys) {
		this.settings = settings;
		this.tokens = tokens;
		this.keys = keys;
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		if (!"GET".equals(request.method()) || !"/federation/credentials".equals(request.path())) {
			return null;
		}
		return new Call("sso", "GetRoleCredentials", Protocol.REST_JSON,
				(issuing) -> getRoleCredentials(request, issuing));
	}

	private HttpAnswer getRoleCredentials(HttpRequest request, Issuing issuing) {
		Map<String, String> parameters = request.queryParameters();
		String accountId = required(parameters, "account_id");
		String roleName = required(parameters, "role_name");
		if (!this.tokens.isValid(request.header("x-amz-sso_bearer_token"))) {
			throw new ServiceException(401, "UnauthorizedException", "Session token not found or invalid");
		}
		if (!this.settings.isAssigned(accountId, roleName)) {
			throw new ServiceException(403, "ForbiddenException", "No access");
		}
		Principal principal = Principal.assumedRole(
				"arn:aws:iam::" + accountId + ":role/AWSReservedSSO_" + roleName + "_0123456789abcdef",
				"AROATESTSSOPORTALROL", "person@example.com");
		TestCredentials credentials = this.keys.issue(principal, issuing.lifetime(this.settings.lifetime()));
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("accessKeyId", credentials.accessKeyId());
		document.put("secretAccessKey", credentials.secretAccessKey());
		document.put("sessionToken", String.valueOf(credentials.sessionToken()));
		document.put("expiration", Objects.requireNonNullElse(credentials.expiration(), Instant.MAX).toEpochMilli());
		return HttpAnswer.of(200, "application/json", Json.write(Map.of("roleCredentials", document)));
	}

	private static String required(Map<String, String> parameters, String name) {
		String value = parameters.get(name);
		if (value == null || value.isEmpty()) {
			throw new ServiceException(400, "InvalidRequestException", "Missing parameter " + name);
		}
		return value;
	}

}
