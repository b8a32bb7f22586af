package io.awscredentials.autoconfigure;

import io.awscredentials.signing.AwsSigning;

import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * Makes the interceptors that are injected by the name they are configured under.
 *
 * @param signing signs
 */
record SigningClients(AwsSigning signing) {

	ClientHttpRequestInterceptor interceptor(String name) {
		return this.signing.named(name).interceptor();
	}

}
