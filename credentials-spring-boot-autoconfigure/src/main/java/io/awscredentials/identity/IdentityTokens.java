package io.awscredentials.identity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.awscredentials.CredentialsException;

/**
 * The tokens of an application that tell others who it is, by the names below
 * {@code aws.credentials.identity-token}: <pre>
 * &#64;Bean
 * RestClient orders(RestClient.Builder builder, IdentityTokens tokens) {
 *     return builder.apply(tokens.bearer("orders")).build();
 * }
 * </pre> Thread-safe.
 *
 * @since 0.1.0
 */
public final class IdentityTokens {

	private final Map<String, IdentityTokenProvider> providers;

	private final Map<String, List<String>> hosts;

	/**
	 * Create a new instance.
	 * @param providers what gives the tokens, by name
	 * @param hosts the hosts that they are sent to, by name
	 */
	public IdentityTokens(Map<String, ? extends IdentityTokenProvider> providers, Map<String, List<String>> hosts) {
		this.providers = new TreeMap<>(providers);
		this.hosts = Map.copyOf(hosts);
	}

	/**
	 * Return what gives the token of a name.
	 * @param name the name
	 * @return what gives the token
	 * @throws CredentialsException with the code {@code IDENTITY_TOKEN} if nothing is
	 * configured under the name
	 */
	public IdentityTokenProvider get(String name) {
		IdentityTokenProvider provider = this.providers.get(name);
		if (provider == null) {
			throw BearerAuthorization.failure("Nothing is configured in 'aws.credentials.identity-token." + name + "'",
					(this.providers.isEmpty()) ? "Configure it"
							: "Use one of: " + String.join(", ", this.providers.keySet()));
		}
		return provider;
	}

	/**
	 * Return what sends the token of a name to the hosts in
	 * {@code aws.credentials.identity-token.<name>.hosts}.
	 * @param name the name
	 * @return what sends the token
	 * @throws CredentialsException with the code {@code IDENTITY_TOKEN} if nothing is
	 * configured under the name
	 */
	public BearerAuthorization bearer(String name) {
		return new BearerAuthorization(get(name), this.hosts.getOrDefault(name, List.of()));
	}

}
