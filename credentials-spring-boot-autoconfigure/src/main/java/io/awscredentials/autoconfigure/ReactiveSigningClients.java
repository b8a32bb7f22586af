package io.awscredentials.autoconfigure;

import io.awscredentials.signing.AwsSigning;

import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Makes the filters that are injected by the name they are configured under.
 *
 * @param signing signs
 */
record ReactiveSigningClients(AwsSigning signing) {

	ExchangeFilterFunction filter(String name) {
		return this.signing.named(name).filter();
	}

}
