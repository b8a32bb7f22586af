package io.awscredentials.source.token;

import java.net.URI;
import java.util.Objects;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpCall;

/**
 * The identity token of a service account of Google Cloud.
 */
record GoogleToken(String audience, EnvironmentVariables environment,
		CredentialsHttpClient http) implements PlatformToken {

	private static final String HOST = "GCE_METADATA_HOST";

	private static final TokenRequest REQUEST = new TokenRequest("Google Cloud",
			"Let the machine or service have a service account");

	@Override
	public String get() {
		String host = Objects.requireNonNullElse(this.environment.getText(HOST), "metadata.google.internal");
		URI uri = REQUEST
			.uri("http://" + host + "/computeMetadata/v1/instance/service-accounts/default/identity?audience="
					+ TokenRequest.encode(this.audience) + "&format=full", HOST);
		return REQUEST.found(REQUEST.send(this.http, HttpCall.get(uri).withHeader("Metadata-Flavor", "Google")).text());
	}

	@Override
	public String toString() {
		return "Google Cloud";
	}

}
