package io.awscredentials.source.sso;

import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.HttpTask;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.Uris;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with the portal of IAM Identity Center, which gives the credentials.
 */
final class PortalClient {

	private final CredentialsHttpClient http;

	private final Supplier<URI> endpoint;

	PortalClient(CredentialsHttpClient http, Supplier<URI> endpoint) {
		this.http = http;
		this.endpoint = endpoint;
	}

	/**
	 * Get the credentials of a role.
	 * @param accountId the account
	 * @param roleName the role
	 * @param accessToken the access token
	 * @return the credentials, or {@code null} if the portal refused the access token
	 * @throws CredentialsException if it failed otherwise
	 */
	@Nullable Credentials credentials(String accountId, String roleName, String accessToken) {
		HttpCall call = HttpCall
			.get(Uris.append(this.endpoint.get(), "/federation/credentials?role_name=" + Uris.encode(roleName)
					+ "&account_id=" + Uris.encode(accountId)))
			.withHeader("x-amz-sso_bearer_token", accessToken);
		HttpAnswer answer = this.http.exchange(HttpTask.of(SsoCredentialsSource.NAME, () -> call));
		if (answer.successful()) {
			return this.http.clockSkew()
				.localTime(credentials(accountId, call, SsoFailures.fields(SsoCredentialsSource.NAME, call, answer)));
		}
		if (SsoFailures.isTransient(answer)) {
			throw SsoFailures.unavailable(SsoCredentialsSource.NAME, call, answer);
		}
		SsoFailures.checkService(SsoCredentialsSource.NAME, call, answer);
		if (answer.status() == 401) {
			return null;
		}
		throw new CredentialsException(CredentialsErrorCode.SSO_ACCESS_DENIED, SsoCredentialsSource.NAME,
				"There are no credentials of role '" + roleName + "' in account " + accountId + " for the person who "
						+ "signed in, " + call + ": " + SsoFailures.describe(answer));
	}

	private static Credentials credentials(String accountId, HttpCall call, JsonFields answer) {
		JsonFields fields = answer.object("roleCredentials");
		if (fields == null) {
			throw SsoFailures.invalid(SsoCredentialsSource.NAME, call, "'roleCredentials' is missing");
		}
		Long expiration = fields.wholeNumber("expiration");
		if (expiration == null) {
			throw SsoFailures.invalid(SsoCredentialsSource.NAME, call, "'expiration' is not a number, or is missing");
		}
		return new Credentials(required(fields, "accessKeyId", call), required(fields, "secretAccessKey", call),
				required(fields, "sessionToken", call), expiration(expiration), accountId);
	}

	private static Instant expiration(long millis) {
		return Instant.ofEpochMilli(Math.max(0, Math.min(millis, OidcClient.LATEST.toEpochMilli())));
	}

	private static String required(JsonFields fields, String name, HttpCall call) {
		String value = fields.text(name);
		if (value == null || value.isBlank()) {
			throw SsoFailures.invalid(SsoCredentialsSource.NAME, call, "'" + name + "' is missing");
		}
		return value;
	}

}
