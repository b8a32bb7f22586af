package io.awscredentials.signing;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.http.sigv4.ClockSkew;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Signs the requests of an application to services of AWS, and to those that check
 * signatures as AWS does, with the credentials of its providers: <pre>
 * &#64;Bean
 * RestClient orders(RestClient.Builder builder, AwsSigning signing) {
 *     return builder.apply(signing.of("execute-api")).build();
 * }
 * </pre> Thread-safe.
 *
 * @since 0.1.0
 */
public final class AwsSigning {

	private final SigningEnvironment environment;

	private final Map<String, RequestSigning> named;

	/**
	 * Create a new instance.
	 * @param provider the default provider
	 * @param providers the providers by name
	 * @param region gives the region for hosts that do not tell theirs, or {@code null}
	 * @param clock the clock of this machine
	 * @param definitions what is configured, by name
	 * @throws CredentialsException with the code {@code SIGNING} if a definition names a
	 * provider that is not there
	 */
	public AwsSigning(CredentialsProvider provider, Map<String, ? extends CredentialsProvider> providers,
			Supplier<@Nullable String> region, InstantSource clock, Map<String, Definition> definitions) {
		this.environment = new SigningEnvironment(provider, Map.copyOf(providers), region, new ClockSkew(clock));
		Map<String, RequestSigning> named = new TreeMap<>();
		definitions.forEach((name, definition) -> named.put(name, signing(definition)));
		this.named = named;
	}

	private RequestSigning signing(Definition definition) {
		CredentialsProvider provider = (definition.provider() != null)
				? this.environment.provider(definition.provider()) : this.environment.provider();
		return new RequestSigning(this.environment, new SigningSettings(definition.service(), definition.region(),
				provider, definition.hosts(), definition.payload()));
	}

	/**
	 * Return what signs requests to a service, with the credentials of the default
	 * provider.
	 * @param service the name the service signs under: {@code execute-api} for API
	 * Gateway, {@code lambda}, {@code es}, {@code aoss}, {@code appsync},
	 * {@code bedrock}, {@code vpc-lattice-svcs}, {@code s3}, for example
	 * @return what signs
	 */
	public RequestSigning of(String service) {
		Assert.hasText(service, "'service' must not be empty");
		return new RequestSigning(this.environment,
				new SigningSettings(service, null, this.environment.provider(), List.of(), null));
	}

	/**
	 * Return what signs requests as {@code aws.credentials.signing.<name>} says.
	 * @param name the name
	 * @return what signs
	 * @throws CredentialsException with the code {@code SIGNING} if nothing is configured
	 * under the name
	 */
	public RequestSigning named(String name) {
		RequestSigning signing = this.named.get(name);
		if (signing == null) {
			throw SigningEnvironment.failure("Nothing is configured in 'aws.credentials.signing." + name + "'",
					(this.named.isEmpty()) ? "Configure it" : "Use one of: " + String.join(", ", this.named.keySet()));
		}
		return signing;
	}

	/**
	 * What is configured about the requests of one client.
	 *
	 * @param service the name the service signs under, or {@code null} if the host tells
	 * @param region the region, or {@code null} if the host tells
	 * @param provider the name of the provider, or {@code null} for the default one
	 * @param hosts the hosts that are signed for beside those of AWS
	 * @param payload whether the body is signed, or {@code null} for what the service
	 * needs
	 */
	public record Definition(@Nullable String service, @Nullable String region, @Nullable String provider,
			List<String> hosts, @Nullable Payload payload) {
	}

}
