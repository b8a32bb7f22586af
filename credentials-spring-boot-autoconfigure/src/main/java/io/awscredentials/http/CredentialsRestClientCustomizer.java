package io.awscredentials.http;

import org.springframework.web.client.RestClient;

/**
 * Changes the {@link RestClient} that every request of every source passes through. Its
 * interceptors see each attempt of each request, and may answer it themselves.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CredentialsRestClientCustomizer {

	/**
	 * Customize the client. A request factory set here takes over the connections: proxy,
	 * timeouts and redirects are its business then.
	 * @param builder the builder of the client, without message converters
	 */
	void customize(RestClient.Builder builder);

}
