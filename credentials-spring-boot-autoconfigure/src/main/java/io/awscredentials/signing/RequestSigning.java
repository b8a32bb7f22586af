package io.awscredentials.signing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import org.apache.hc.core5.http.HttpRequestInterceptor;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.util.Assert;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Signs the requests of HTTP clients to one AWS service with Signature Version 4. It
 * signs the headers {@code Host}, {@code Content-Type} and {@code X-Amz-*} and the body,
 * and nothing that a tracer or a proxy may change. Only requests to hosts of AWS and to
 * those that were {@linkplain #hosts named} are signed; any other one fails with the code
 * {@code SIGNING}. An answer that says that the credentials have expired or were revoked
 * invalidates them, and the request is made once more with new ones; the same goes for a
 * clock that is wrong.
 * <p>
 * Immutable and thread-safe. Applied to a builder after everything else that changes
 * requests: what is changed after it was signed is refused.
 *
 * @since 0.1.0
 */
public final class RequestSigning implements Consumer<RestClient.Builder> {

	private final SigningEnvironment environment;

	private final SigningSettings settings;

	RequestSigning(SigningEnvironment environment, SigningSettings settings) {
		this.environment = environment;
		this.settings = settings;
	}

	/**
	 * Sign for a region, in place of the one that the name of the host tells.
	 * @param region the region, {@code "eu-west-1"} for example
	 * @return a new instance
	 */
	public RequestSigning region(String region) {
		Assert.hasText(region, "'region' must not be empty");
		return with(this.settings.withRegion(region));
	}

	/**
	 * Sign with the credentials of a named provider, in place of the default one.
	 * @param name the name below {@code aws.credentials.named}
	 * @return a new instance
	 * @throws CredentialsException if there is no such provider
	 */
	public RequestSigning provider(String name) {
		return provider(this.environment.provider(name));
	}

	/**
	 * Sign with the credentials of a provider, in place of the default one: that of a
	 * role that is known only at run time, for example.
	 * @param provider the provider
	 * @return a new instance
	 */
	public RequestSigning provider(CredentialsProvider provider) {
		Assert.notNull(provider, "'provider' must not be null");
		return with(this.settings.withProvider(provider));
	}

	/**
	 * Sign requests to these hosts too, which do not have a name of AWS.
	 * @param hosts the names, {@code "api.example.com"} for example, with a port if it is
	 * to be that one, or {@code "*.example.com"} for all hosts below
	 * @return a new instance
	 */
	public RequestSigning hosts(String... hosts) {
		return with(this.settings.withHosts(List.of(hosts)));
	}

	/**
	 * Sign the body, or leave it unsigned.
	 * @param payload whether the body is signed, by default {@link Payload#SIGNED}, and
	 * {@link Payload#UNSIGNED} for VPC Lattice
	 * @return a new instance
	 */
	public RequestSigning payload(Payload payload) {
		Assert.notNull(payload, "'payload' must not be null");
		return with(this.settings.withPayload(payload));
	}

	private RequestSigning with(SigningSettings settings) {
		return new RequestSigning(this.environment, settings);
	}

	/**
	 * Have all requests of a client signed, see
	 * {@link RestClient.Builder#apply(Consumer)}.
	 * @param builder the builder of the client
	 */
	@Override
	public void accept(RestClient.Builder builder) {
		SigningInterceptor interceptor = new SigningInterceptor(signer());
		builder.requestInterceptors((interceptors) -> {
			interceptors.add(interceptor);
			interceptor.watch(interceptors);
		});
	}

	/**
	 * Return an interceptor for a {@code RestTemplate}, which is ordered to come last.
	 * @return the interceptor
	 */
	public ClientHttpRequestInterceptor interceptor() {
		return new SigningInterceptor(signer());
	}

	/**
	 * Return a filter for a {@code WebClient}, to be added last. It blocks no thread. A
	 * body that is to be signed is held in memory, up to 16 MB.
	 * @return the filter
	 */
	public ExchangeFilterFunction filter() {
		return SigningFilter.create(signer());
	}

	/**
	 * Return an interceptor for an Apache HTTP client 5, blocking or not, and so for the
	 * REST client of OpenSearch; to be added last. A body that is to be signed is read
	 * for that and must be repeatable. A request that is refused is not made once more.
	 * @return the interceptor
	 */
	public HttpRequestInterceptor apacheInterceptor() {
		return ApacheSigningInterceptor.create(signer());
	}

	/**
	 * Return a URL that lets others make a request with these credentials, without a body
	 * that is signed, until it expires. It does not outlive the credentials.
	 * @param method the method of the request
	 * @param uri the URI of the request
	 * @param expires how long the URL is valid, from a second to seven days
	 * @return the signed URL, which is as good as the request: keep it secret
	 * @throws CredentialsException with the code {@code SIGNING} if the host is not one
	 * to sign for; or if there are no credentials
	 */
	public URI presign(HttpMethod method, URI uri, Duration expires) {
		Assert.isTrue(expires.compareTo(Duration.ofSeconds(1)) >= 0 && expires.compareTo(Duration.ofDays(7)) <= 0,
				"'expires' must be from one second to seven days");
		return signer().presign(method.name(), uri, expires);
	}

	private RequestSigner signer() {
		return new RequestSigner(this.environment, this.settings);
	}

	@Override
	public String toString() {
		String service = this.settings.service();
		return "Signing for " + ((service != null) ? service : "the service that the host tells");
	}

}
