package io.awscredentials.source.token;

import java.net.URI;
import java.util.Map;
import java.util.Set;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpCall;

/**
 * The token of a job of GitHub Actions.
 */
record GitHubToken(String audience, EnvironmentVariables environment,
		CredentialsHttpClient http) implements PlatformToken {

	private static final String URL = "ACTIONS_ID_TOKEN_REQUEST_URL";

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	private static final TokenRequest REQUEST = new TokenRequest("GitHub Actions",
			"Give the job the permission 'id-token: write', and let the service run in that job");

	@Override
	public String get() {
		String token = REQUEST.variable(this.environment, "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
		String base = REQUEST.variable(this.environment, URL);
		// It has a query already.
		URI uri = REQUEST.uri(base + ((base.contains("?")) ? "&" : "?") + "audience=" + TokenRequest.encode(audience()),
				URL);
		if (!"https".equals(uri.getScheme()) && !LOOPBACK.contains(uri.getHost())) {
			throw REQUEST.failure("set " + URL + " to an address without TLS, which gets no token")
				.withRetryable(false);
		}
		HttpCall call = HttpCall.get(uri)
			.withHeaders(Map.of("Authorization", "Bearer " + token, "Accept", "application/json"));
		return REQUEST.found(REQUEST.fields(this.http, call).text("value"));
	}

	@Override
	public String toString() {
		return "GitHub Actions";
	}

}
