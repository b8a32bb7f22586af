package io.awscredentials.signing;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.http.sigv4.SigV4Signer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Signs the requests of a {@code RestClient} or {@code RestTemplate}.
 */
final class SigningInterceptor implements ClientHttpRequestInterceptor, Ordered {

	private static final Log logger = LogFactory.getLog(RequestSigning.class);

	private final RequestSigner signer;

	/** Those of the builder, until they were looked at once. */
	private final AtomicReference<@Nullable List<ClientHttpRequestInterceptor>> watched = new AtomicReference<>();

	SigningInterceptor(RequestSigner signer) {
		this.signer = signer;
	}

	/**
	 * Warn with the first request if somebody came behind this interceptor.
	 * @param interceptors the interceptors of the builder
	 */
	void watch(List<ClientHttpRequestInterceptor> interceptors) {
		this.watched.set(interceptors);
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		warnOfThoseBehind();
		SigningTarget target = this.signer.target(request.getURI(), request.getHeaders());
		String payloadHash = (this.signer.payload(target) == Payload.UNSIGNED) ? SigV4Signer.UNSIGNED_PAYLOAD
				: SigV4Signer.sha256(body);
		Credentials credentials = sign(request, target, payloadHash);
		ClientHttpResponse response = execution.execute(request, body);
		if (!Refusal.isPossible(response.getStatusCode().value())) {
			this.signer.accepted(response.getHeaders().getFirst(HttpHeaders.DATE));
			return response;
		}
		PeekedResponse refused = new PeekedResponse(response);
		if (!this.signer.isWorthRepeating(credentials, response.getHeaders(), refused.peek(Refusal.MAX_LENGTH))) {
			return refused;
		}
		response.close();
		sign(request, target, payloadHash);
		return execution.execute(request, body);
	}

	private Credentials sign(HttpRequest request, SigningTarget target, String payloadHash) {
		Credentials credentials = this.signer.credentials();
		this.signer.sign(credentials, target, request.getMethod().name(), request.getURI(), request.getHeaders(),
				payloadHash);
		return credentials;
	}

	private void warnOfThoseBehind() {
		List<ClientHttpRequestInterceptor> interceptors = this.watched.getAndSet(null);
		if (interceptors == null) {
			return;
		}
		int own = interceptors.indexOf(this);
		if (own >= 0 && own < interceptors.size() - 1) {
			logger.warn("Interceptors were added after requests are signed, what they change is refused by AWS: "
					+ interceptors.subList(own + 1, interceptors.size())
						.stream()
						.map((interceptor) -> interceptor.getClass().getName())
						.toList()
					+ ". Apply the signing last");
		}
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
