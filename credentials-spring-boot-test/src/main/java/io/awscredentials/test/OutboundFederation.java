package io.awscredentials.test;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The outbound identity federation of an {@link AwsTestServer}: JSON Web Tokens that tell
 * others who a caller of AWS is ({@code GetWebIdentityToken} of STS). The tokens are
 * really signed, with keys of each account that live as long as the JVM, and whoever is
 * to accept them finds the keys as with AWS: at the issuer's
 * {@code /.well-known/openid-configuration}. Accounts have the federation until it is
 * {@linkplain #disable(String) switched off}, other than in AWS.
 *
 * @since 0.1.0
 */
public final class OutboundFederation {

	static final String PATH = "/tokens/";

	/** Of all servers of a JVM, since a key of RSA takes its time to make. */
	private static final Map<String, TokenKeys> KEYS = new ConcurrentHashMap<>();

	private final URI server;

	private final Map<String, Boolean> disabled = new ConcurrentHashMap<>();

	OutboundFederation(URI server) {
		this.server = server;
	}

	/**
	 * Return the issuer of the account that whatever is not told to be in another one is
	 * in.
	 * @return the URL
	 */
	public URI issuer() {
		return issuer(AwsTestServer.ACCOUNT_ID);
	}

	/**
	 * Return the issuer of an account.
	 * @param accountId the ID of the account
	 * @return the URL, as it stands in tokens
	 */
	public URI issuer(String accountId) {
		return URI.create(this.server + PATH + accountId);
	}

	/**
	 * Return where the public keys of an account are.
	 * @param accountId the ID of the account
	 * @return the URL of the key set
	 */
	public URI keySet(String accountId) {
		return URI.create(issuer(accountId) + OutboundFederationService.KEY_SET);
	}

	/**
	 * Switch the federation off for an account, as it is in AWS until somebody enables
	 * it.
	 * @param accountId the ID of the account
	 * @return this federation
	 */
	public OutboundFederation disable(String accountId) {
		this.disabled.put(accountId, true);
		return this;
	}

	/**
	 * Switch the federation on for an account.
	 * @param accountId the ID of the account
	 * @return this federation
	 */
	public OutboundFederation enable(String accountId) {
		this.disabled.remove(accountId);
		return this;
	}

	boolean isEnabled(String accountId) {
		return !this.disabled.containsKey(accountId);
	}

	TokenKeys keys(String accountId) {
		return KEYS.computeIfAbsent(accountId, (id) -> TokenKeys.generate());
	}

}
