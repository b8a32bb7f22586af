package io.awscredentials.source.token;

import java.net.URI;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpCall;

/**
 * The token of a managed identity of Azure.
 *
 * @param virtualMachine the metadata service of virtual machines
 */
record AzureToken(String resource, EnvironmentVariables environment, CredentialsHttpClient http,
		String virtualMachine) implements PlatformToken {

	static final String VIRTUAL_MACHINE = "http://169.254.169.254";

	private static final String ENDPOINT = "IDENTITY_ENDPOINT";

	private static final TokenRequest REQUEST = new TokenRequest("Azure",
			"Let it have a managed identity; where there are several, AZURE_CLIENT_ID says which, and "
					+ "'web-identity.audience' must be an application of the tenant");

	@Override
	public String get() {
		return REQUEST.found(REQUEST.fields(this.http, call()).text("access_token"));
	}

	private HttpCall call() {
		String endpoint = this.environment.getText(ENDPOINT);
		if (endpoint != null) {
			URI uri = REQUEST.uri(endpoint + "?api-version=2019-08-01" + parameters(), ENDPOINT);
			return HttpCall.get(uri)
				.withHeader("X-IDENTITY-HEADER", REQUEST.variable(this.environment, "IDENTITY_HEADER"));
		}
		URI uri = URI
			.create(this.virtualMachine + "/metadata/identity/oauth2/token?api-version=2018-02-01" + parameters());
		return HttpCall.get(uri).withHeader("Metadata", "true");
	}

	private String parameters() {
		String clientId = this.environment.getText("AZURE_CLIENT_ID");
		return "&resource=" + TokenRequest.encode(this.resource)
				+ ((clientId != null) ? "&client_id=" + TokenRequest.encode(clientId) : "");
	}

	@Override
	public String toString() {
		return "Azure";
	}

}
