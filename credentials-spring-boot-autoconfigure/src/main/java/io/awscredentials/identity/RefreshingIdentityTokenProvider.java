package io.awscredentials.identity;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.Credentials;
import io.awscredentials.internal.IdentityTokenCredentials;
import io.awscredentials.refresh.RefreshingCredentialsProvider;

/**
 * Gives the tokens that the engine keeps.
 *
 * @hidden
 */
public final class RefreshingIdentityTokenProvider implements IdentityTokenProvider {

	private final String name;

	private final String provider;

	private final List<String> audience;

	private final RefreshingCredentialsProvider engine;

	/**
	 * Create a new instance.
	 * @param name the name of the token
	 * @param provider the name of the provider whose credentials ask for it
	 * @param audience for whom it is
	 * @param engine keeps and refreshes it
	 */
	public RefreshingIdentityTokenProvider(String name, String provider, List<String> audience,
			RefreshingCredentialsProvider engine) {
		this.name = name;
		this.provider = provider;
		this.audience = List.copyOf(audience);
		this.engine = engine;
	}

	@Override
	public IdentityToken getToken() {
		return token(this.engine.resolveCredentials());
	}

	@Override
	public CompletableFuture<IdentityToken> getTokenAsync() {
		return this.engine.resolveCredentialsAsync().thenApply(RefreshingIdentityTokenProvider::token);
	}

	private static IdentityToken token(Credentials credentials) {
		return new IdentityToken(IdentityTokenCredentials.token(credentials),
				Objects.requireNonNull(credentials.expiration()));
	}

	/**
	 * Return the name of the token.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the name of the provider whose credentials ask for the token.
	 * @return the name
	 */
	public String provider() {
		return this.provider;
	}

	/**
	 * Return for whom the token is.
	 * @return the audience
	 */
	public List<String> audience() {
		return this.audience;
	}

	/**
	 * Return what keeps and refreshes the token.
	 * @return the engine
	 */
	public RefreshingCredentialsProvider engine() {
		return this.engine;
	}

}
