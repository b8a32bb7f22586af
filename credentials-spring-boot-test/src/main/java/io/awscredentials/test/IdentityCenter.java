package io.awscredentials.test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The IAM Identity Center of an {@link AwsTestServer}: its portal, which trades an access
 * token for credentials of a role, and its OIDC service. Until told otherwise everybody
 * who signed in has every role, and tokens and credentials live for an hour. The
 * verification address that devices get is a page of this server, for people;
 * {@link #approve} does the same for tests.
 *
 * @since 0.1.0
 */
public final class IdentityCenter {

	private final SsoTokens tokens;

	private final Set<String> assignments = new HashSet<>();

	private volatile Duration lifetime = Duration.ofHours(1);

	IdentityCenter(SsoTokens tokens) {
		this.tokens = tokens;
	}

	/**
	 * Sign in without a browser.
	 * @return what a person's sign-in leaves
	 */
	public SsoToken signIn() {
		return this.tokens.signIn();
	}

	/**
	 * Know a sign-in that another server gave out, as one that has been there all the
	 * time would.
	 * @param token what the sign-in left
	 * @return this Identity Center
	 */
	public IdentityCenter accept(SsoToken token) {
		this.tokens.accept(token);
		return this;
	}

	/**
	 * Treat all access tokens given out so far as expired; refresh tokens stay good.
	 * @return this Identity Center
	 */
	public IdentityCenter expireAccessTokens() {
		this.tokens.expireAccessTokens();
		return this;
	}

	/**
	 * Forget all access and refresh tokens, as when a person signs out.
	 * @return this Identity Center
	 */
	public IdentityCenter signOut() {
		this.tokens.signOut();
		return this;
	}

	/**
	 * Set how long access tokens live from now on.
	 * @param lifetime the lifetime
	 * @return this Identity Center
	 */
	public IdentityCenter tokenLifetime(Duration lifetime) {
		this.tokens.lifetime(lifetime);
		return this;
	}

	/**
	 * Set how long credentials live.
	 * @param lifetime the lifetime
	 * @return this Identity Center
	 */
	public IdentityCenter lifetime(Duration lifetime) {
		this.lifetime = lifetime;
		return this;
	}

	/**
	 * Assign a role in an account; from the first one on nobody has others.
	 * @param accountId the account ID
	 * @param roleName the name of the role
	 * @return this Identity Center
	 */
	public IdentityCenter assign(String accountId, String roleName) {
		synchronized (this.assignments) {
			this.assignments.add(accountId + "/" + roleName);
		}
		return this;
	}

	/**
	 * Approve a device, as a person does in the browser.
	 * @param userCode the code the device shows
	 * @return this Identity Center
	 */
	public IdentityCenter approve(String userCode) {
		this.tokens.decide(userCode, SsoTokens.Decision.APPROVED);
		return this;
	}

	/**
	 * Turn a device down.
	 * @param userCode the code the device shows
	 * @return this Identity Center
	 */
	public IdentityCenter deny(String userCode) {
		this.tokens.decide(userCode, SsoTokens.Decision.DENIED);
		return this;
	}

	/**
	 * Tell a device to ask less often, when it asks the next time.
	 * @param userCode the code the device shows
	 * @return this Identity Center
	 */
	public IdentityCenter slowDown(String userCode) {
		this.tokens.decide(userCode, SsoTokens.Decision.SLOW_DOWN);
		return this;
	}

	Duration lifetime() {
		return this.lifetime;
	}

	boolean isAssigned(String accountId, String roleName) {
		synchronized (this.assignments) {
			return this.assignments.isEmpty() || this.assignments.contains(accountId + "/" + roleName);
		}
	}

}
