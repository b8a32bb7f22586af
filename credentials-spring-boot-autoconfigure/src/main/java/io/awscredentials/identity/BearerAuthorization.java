package io.awscredentials.identity;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.region.HostPatterns;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.util.Assert;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Sends a token with the requests of HTTP clients, as a bearer token (RFC 6750), to the
 * hosts that are named and to no other: a request to any other one fails with the code
 * {@code IDENTITY_TOKEN}, before anything is sent. So does one that has an
 * {@code Authorization} header already, and one that is not encrypted, unless it goes to
 * the loopback interface or its host is named with {@code http://}.
 * <p>
 * Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class BearerAuthorization implements Consumer<RestClient.Builder> {

	private final IdentityTokenProvider tokens;

	private final List<String> hosts;

	BearerAuthorization(IdentityTokenProvider tokens, List<String> hosts) {
		this.tokens = tokens;
		this.hosts = List.copyOf(hosts);
	}

	/**
	 * Return what sends tokens to no host yet.
	 * @param tokens gives the tokens
	 * @return a new instance, whose {@link #hosts} are to be named
	 */
	public static BearerAuthorization of(IdentityTokenProvider tokens) {
		Assert.notNull(tokens, "'tokens' must not be null");
		return new BearerAuthorization(tokens, List.of());
	}

	/**
	 * Send the token to these hosts, in place of those that are configured.
	 * @param hosts the names, {@code "api.example.com"} for example, with a port if it is
	 * to be that one, or {@code "*.example.com"} for all hosts below; with
	 * {@code http://} before it for a host that is asked without encryption, since
	 * something else encrypts
	 * @return a new instance
	 */
	public BearerAuthorization hosts(String... hosts) {
		return new BearerAuthorization(this.tokens, List.of(hosts));
	}

	/**
	 * Have the token sent with all requests of a client, see
	 * {@link RestClient.Builder#apply(Consumer)}.
	 * @param builder the builder of the client
	 */
	@Override
	public void accept(RestClient.Builder builder) {
		builder.requestInterceptor(interceptor());
	}

	/**
	 * Return an interceptor for a {@code RestTemplate}, which is ordered to come last.
	 * @return the interceptor
	 */
	public ClientHttpRequestInterceptor interceptor() {
		return new BearerInterceptor(this);
	}

	/**
	 * Return a filter for a {@code WebClient}. It blocks no thread.
	 * @return the filter
	 */
	public ExchangeFilterFunction filter() {
		return BearerFilter.create(this);
	}

	IdentityTokenProvider tokens() {
		return this.tokens;
	}

	/**
	 * Check that a token may be sent with a request.
	 * @param uri where the request goes
	 * @param headers its headers
	 * @throws CredentialsException if it may not
	 */
	void check(URI uri, HttpHeaders headers) {
		if (headers.containsHeader(HttpHeaders.AUTHORIZATION)) {
			throw failure("The request has an 'Authorization' header already, and the token takes that header",
					"Take out what sets it, an interceptor for OAuth 2 or basic authentication for example");
		}
		if (uri.getHost() == null) {
			throw failure("The URI of a request has no host to send a token to",
					"Give the client a base URL, or the request a whole URI");
		}
		String host = HostPatterns.shown(uri);
		boolean encrypted = "https".equalsIgnoreCase(uri.getScheme());
		if (this.hosts.stream().anyMatch((pattern) -> matches(pattern, uri, encrypted || isLoopback(uri.getHost())))) {
			return;
		}
		if (this.hosts.stream().anyMatch((pattern) -> matches(pattern, uri, true))) {
			throw failure("The request to '" + host + "' is not encrypted: no token is sent",
					"Use https; where something else encrypts, name the host as http://" + host);
		}
		throw failure("Host '" + host + "' is none of those to send the token to: the request is not made",
				"If it is meant, name it: 'hosts' of 'aws.credentials.identity-token', or hosts(\"" + host + "\")");
	}

	private static boolean matches(String pattern, URI uri, boolean secure) {
		if (pattern.startsWith(HostPatterns.HTTP)) {
			return "http".equalsIgnoreCase(uri.getScheme())
					&& HostPatterns.matches(pattern.substring(HostPatterns.HTTP.length()), uri);
		}
		return secure && HostPatterns.matches(pattern, uri);
	}

	private static boolean isLoopback(String host) {
		return host.equalsIgnoreCase("localhost") || host.matches("127(\\.[0-9]{1,3}){3}") || host.equals("[::1]");
	}

	static CredentialsException failure(String message, String advice) {
		return new CredentialsException(CredentialsErrorCode.IDENTITY_TOKEN, "IdentityToken", message)
			.withAdvice(advice);
	}

	@Override
	public String toString() {
		return "Bearer token for " + this.hosts;
	}

}
