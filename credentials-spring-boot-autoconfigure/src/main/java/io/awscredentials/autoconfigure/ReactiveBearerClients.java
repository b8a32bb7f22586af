package io.awscredentials.autoconfigure;

import io.awscredentials.identity.IdentityTokens;

import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Makes the filters that are injected by the name that a token is configured under.
 *
 * @param tokens gives the tokens
 */
record ReactiveBearerClients(IdentityTokens tokens) {

	ExchangeFilterFunction filter(String name) {
		return this.tokens.bearer(name).filter();
	}

}
