package io.awscredentials.autoconfigure;

import io.awscredentials.identity.IdentityTokenProvider;
import io.awscredentials.identity.IdentityTokens;

import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * Makes what is injected by the name that a token is configured under.
 *
 * @param tokens gives the tokens
 */
record BearerClients(IdentityTokens tokens) {

	IdentityTokenProvider provider(String name) {
		return this.tokens.get(name);
	}

	ClientHttpRequestInterceptor interceptor(String name) {
		return this.tokens.bearer(name).interceptor();
	}

}
