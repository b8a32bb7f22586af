package io.awscredentials.signing;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Signs the requests of a {@code WebClient}, and blocks no thread.
 */
final class SigningFilter implements ExchangeFilterFunction {

	private static final int MAX_REFUSAL = 1024 * 1024;

	private final RequestSigner signer;

	SigningFilter(RequestSigner signer) {
		this.signer = signer;
	}

	/**
	 * Return a filter, as a type that its caller need not load to be verified: WebFlux
	 * may not be there.
	 * @param signer signs
	 * @return the filter
	 */
	static ExchangeFilterFunction create(RequestSigner signer) {
		return new SigningFilter(signer);
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.defer(() -> {
			SigningTarget target = this.signer.target(request.url(), request.headers());
			SignedBody body = SignedBody.of(request, target, this.signer.payload(target));
			return exchange(request, next, target, body, true);
		}).onErrorMap(WebClientRequestException.class, SigningFilter::own);
	}

	private Mono<ClientResponse> exchange(ClientRequest request, ExchangeFunction next, SigningTarget target,
			SignedBody body, boolean repeat) {
		return Mono.fromFuture(this.signer::credentialsAsync).flatMap((credentials) -> {
			ClientRequest signed = ClientRequest.from(request)
				.body((output, context) -> body.insert(output, context,
						(headers, hash) -> this.signer.sign(credentials, target, request.method().name(), request.url(),
								headers, hash)))
				.build();
			return next.exchange(signed).flatMap((response) -> {
				if (!Refusal.isPossible(response.statusCode().value())) {
					this.signer.accepted(response.headers().asHttpHeaders().getFirst(HttpHeaders.DATE));
					return Mono.just(response);
				}
				return (repeat && body.isRepeatable())
						? refused(response, credentials, exchange(request, next, target, body, false))
						: Mono.just(response);
			});
		});
	}

	private Mono<ClientResponse> refused(ClientResponse response, Credentials credentials,
			Mono<ClientResponse> repetition) {
		return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), MAX_REFUSAL)
			.map(SigningFilter::bytes)
			.defaultIfEmpty(new byte[0])
			.flatMap((body) -> (this.signer.isWorthRepeating(credentials, response.headers().asHttpHeaders(), body))
					? repetition
					: Mono.just(response.mutate()
						.body((consumed) -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
						.build()));
	}

	/** What goes wrong while a body is signed comes wrapped. */
	private static Throwable own(WebClientRequestException ex) {
		return (ex.getCause() instanceof CredentialsException own) ? own : ex;
	}

	static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
