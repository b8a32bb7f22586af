package io.awscredentials.actuate;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.http.HttpHeaders;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that is to a reactive application
 * what {@link CredentialsEndpointWebExtension} is to others. A refresh holds no thread.
 */
@EndpointWebExtension(endpoint = CredentialsEndpoint.class)
public final class ReactiveCredentialsEndpointWebExtension {

	private final WebRefresh refresh;

	/**
	 * Create a new instance.
	 * @param delegate the endpoint
	 * @param crossOriginAllowed whether the actuator has rules of its own about other
	 * origins, which have been applied before
	 */
	public ReactiveCredentialsEndpointWebExtension(CredentialsEndpoint delegate, boolean crossOriginAllowed) {
		this.refresh = new WebRefresh(delegate, crossOriginAllowed);
	}

	/**
	 * Refresh the credentials of a provider now. This is the operation of a request
	 * without a body, which needs no content type.
	 * @param name its name
	 * @return its description after the refresh, or why there was none
	 */
	@WriteOperation
	public Mono<WebEndpointResponse<?>> refresh(@Selector String name) {
		return answer(name, null);
	}

	/**
	 * Answer the pending MFA challenge of a provider and refresh its credentials. This is
	 * the operation of a request with a JSON body.
	 * @param name its name
	 * @param tokenCode always {@code null}: the MFA code is taken out of the body before
	 * @return its description after the refresh, or why there was none
	 */
	@WriteOperation
	public Mono<WebEndpointResponse<?>> answer(@Selector String name, @Nullable String tokenCode) {
		if (tokenCode != null) {
			throw new InvalidEndpointRequestException("An MFA code belongs into the body, not into the address",
					"'tokenCode' must be in the body");
		}
		return Mono.deferContextual((context) -> {
			TokenCodeWebFilter.Posted posted = TokenCodeWebFilter.Posted.from(context);
			return (posted != null)
					? Mono.fromFuture(this.refresh.refresh(posted.exchange().getRequest(),
							posted.exchange().getResponse().getHeaders(), name, posted.tokenCode()))
					: Mono.fromFuture(this.refresh.refresh(null, new HttpHeaders(), name, null));
		});
	}

}
