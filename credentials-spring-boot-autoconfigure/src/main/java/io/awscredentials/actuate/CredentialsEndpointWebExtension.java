package io.awscredentials.actuate;

import io.awscredentials.actuate.CredentialsDescriptor.ProviderDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that answers 404 where a provider to
 * be refreshed does not exist: the actuator answers that for reads only.
 */
@EndpointWebExtension(endpoint = CredentialsEndpoint.class)
public final class CredentialsEndpointWebExtension {

	private final CredentialsEndpoint delegate;

	/**
	 * Create a new instance.
	 * @param delegate the endpoint
	 */
	public CredentialsEndpointWebExtension(CredentialsEndpoint delegate) {
		this.delegate = delegate;
	}

	/**
	 * Refresh the credentials of a provider now and wait for the outcome. This is the
	 * operation of a request without a body, which needs no content type.
	 * @param name its name
	 * @return its description after the refresh, or 404 if there is none of that name
	 */
	@WriteOperation
	public WebEndpointResponse<ProviderDescriptor> refresh(@Selector String name) {
		return answer(name, null);
	}

	/**
	 * Answer the pending MFA challenge of a provider, refresh its credentials and wait
	 * for the outcome. This is the operation of a request with a JSON body.
	 * @param name its name
	 * @param tokenCode the MFA code, meant to be sent in the body of the request, or
	 * {@code null} to refresh only
	 * @return its description after the refresh, or 404 if there is none of that name
	 */
	@WriteOperation
	public WebEndpointResponse<ProviderDescriptor> answer(@Selector String name, @Nullable String tokenCode) {
		ProviderDescriptor provider = this.delegate.refresh(name, tokenCode);
		return (provider != null) ? new WebEndpointResponse<>(provider)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
