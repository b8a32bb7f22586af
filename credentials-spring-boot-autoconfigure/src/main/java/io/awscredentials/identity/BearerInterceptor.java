package io.awscredentials.identity;

import java.io.IOException;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Sends a token with the requests of a {@code RestClient} or {@code RestTemplate}. The
 * request of the caller stays without it, so that it can be made again.
 */
final class BearerInterceptor implements ClientHttpRequestInterceptor, Ordered {

	private final BearerAuthorization authorization;

	BearerInterceptor(BearerAuthorization authorization) {
		this.authorization = authorization;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		this.authorization.check(request.getURI(), request.getHeaders());
		HttpHeaders headers = HttpHeaders.copyOf(request.getHeaders());
		headers.setBearerAuth(this.authorization.tokens().getToken().value());
		return execution.execute(new HttpRequestWrapper(request) {

			@Override
			public HttpHeaders getHeaders() {
				return headers;
			}

		}, body);
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
