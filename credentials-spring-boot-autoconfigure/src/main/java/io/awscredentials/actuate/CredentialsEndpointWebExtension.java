package io.awscredentials.actuate;

import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that refreshes credentials for
 * requests over HTTP: not for a page of another site, and not again right after the last
 * one. It answers 404 where there is no such provider, and 202 where the refresh goes on.
 */
@EndpointWebExtension(endpoint = CredentialsEndpoint.class)
public final class CredentialsEndpointWebExtension {

	private final WebRefresh refresh;

	/**
	 * Create a new instance.
	 * @param delegate the endpoint
	 * @param crossOriginAllowed whether the actuator has rules of its own about other
	 * origins, which have been applied before
	 */
	public CredentialsEndpointWebExtension(CredentialsEndpoint delegate, boolean crossOriginAllowed) {
		this.refresh = new WebRefresh(delegate, crossOriginAllowed);
	}

	/**
	 * Refresh the credentials of a provider now and wait for the outcome. This is the
	 * operation of a request without a body, which needs no content type.
	 * @param name its name
	 * @return its description after the refresh, or why there was none
	 */
	@WriteOperation
	public WebEndpointResponse<?> refresh(@Selector String name) {
		return answer(name, null);
	}

	/**
	 * Answer the pending MFA challenge of a provider, refresh its credentials and wait
	 * for the outcome. This is the operation of a request with a JSON body.
	 * @param name its name
	 * @param tokenCode the MFA code, to be sent in the body of the request, or
	 * {@code null} to refresh only
	 * @return its description after the refresh, or why there was none
	 */
	@WriteOperation
	public WebEndpointResponse<?> answer(@Selector String name, @Nullable String tokenCode) {
		ServletRequestAttributes current = (ServletRequestAttributes) RequestContextHolder.getRequestAttributes();
		HttpHeaders headers = new HttpHeaders();
		CompletableFuture<WebEndpointResponse<?>> answer = this.refresh.refresh(
				(current != null) ? new ServletServerHttpRequest(current.getRequest()) : null, headers, name,
				tokenCode);
		HttpServletResponse response = (current != null) ? current.getResponse() : null;
		if (response != null) {
			headers.forEach((header, values) -> values.forEach((value) -> response.addHeader(header, value)));
		}
		return answer.join();
	}

}
