package io.awscredentials.identity;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Sends a token with the requests of a {@code WebClient}, and blocks no thread.
 */
final class BearerFilter implements ExchangeFilterFunction {

	private final BearerAuthorization authorization;

	BearerFilter(BearerAuthorization authorization) {
		this.authorization = authorization;
	}

	/**
	 * Return a filter, as a type that its caller need not load to be verified: WebFlux
	 * may not be there.
	 * @param authorization gives the token
	 * @return the filter
	 */
	static ExchangeFilterFunction create(BearerAuthorization authorization) {
		return new BearerFilter(authorization);
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.fromFuture(() -> {
			this.authorization.check(request.url(), request.headers());
			return this.authorization.tokens().getTokenAsync();
		})
			.flatMap((token) -> next.exchange(
					ClientRequest.from(request).headers((headers) -> headers.setBearerAuth(token.value())).build()));
	}

}
