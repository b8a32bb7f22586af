package io.awscredentials.http;

import java.util.List;

/**
 * The ways a request may take. Whatever holds on one of them has to hold on the other.
 */
enum Route {

	/** Where nobody has a say in requests. */
	DIRECT,

	/** Where somebody has. */
	REST_CLIENT;

	CredentialsHttpClient.Builder builder(HttpOptions options) {
		CredentialsHttpClient.Builder builder = CredentialsHttpClient.builder(options);
		return (this == DIRECT) ? builder : builder.customizers(List.of((customized) -> {
		}));
	}

}
