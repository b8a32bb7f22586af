package io.awscredentials.region;

import java.net.URI;

import io.awscredentials.CredentialsException;

/**
 * Finds the endpoint of a service in a region. An application may supply one as a bean,
 * which takes the place of {@link DefaultEndpointResolver}; endpoints that are configured
 * go before either.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EndpointResolver {

	/**
	 * Return the endpoint of a service.
	 * @param request what is asked for
	 * @return an absolute URI with the scheme {@code https} or {@code http} and a host
	 * @throws CredentialsException if there is none
	 */
	URI resolve(EndpointRequest request);

}
