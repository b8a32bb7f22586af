package io.awscredentials.test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.awscredentials.test.Key.Kind;
import io.awscredentials.test.KeyStore.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in service of an {@link AwsTestServer}, which refreshes what {@code aws login}
 * left. Until told otherwise credentials live for fifteen minutes.
 *
 * @since 0.1.0
 */
public final class Login {

	private static final String CLIENT_ID = "arn:aws:signin:::devtools/same-device";

	// A refresh token no proof was made for yet.
	private static final String UNBOUND = "";

	private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();

	private final KeyStore keys;

	private volatile Duration lifetime = Duration.ofMinutes(15);

	Login(KeyStore keys) {
		this.keys = keys;
	}

	/**
	 * Log in without a browser.
	 * @return what {@code aws login} leaves
	 */
	public LoginToken signIn() {
		DpopKey key = DpopKey.generate();
		return new LoginToken(issue(this.lifetime), newRefreshToken(key.thumbprint()), CLIENT_ID, key.toPem());
	}

	/**
	 * Accept a refresh token, from whoever uses it first.
	 * @param refreshToken the refresh token
	 * @return this service
	 */
	public Login refreshToken(String refreshToken) {
		this.refreshTokens.put(refreshToken, UNBOUND);
		return this;
	}

	/**
	 * Forget all refresh tokens: whoever uses one is answered {@code TOKEN_EXPIRED}.
	 * @return this service
	 */
	public Login signOut() {
		this.refreshTokens.clear();
		return this;
	}

	/**
	 * Set how long credentials live.
	 * @param lifetime the lifetime
	 * @return this service
	 */
	public Login lifetime(Duration lifetime) {
		this.lifetime = lifetime;
		return this;
	}

	Duration lifetime() {
		return this.lifetime;
	}

	TestCredentials issue(Duration lifetime) {
		Principal principal = new Principal(AwsTestServer.ACCOUNT_ID,
				"arn:aws:iam::" + AwsTestServer.ACCOUNT_ID + ":user/person", "AIDATESTLOGINPERSON0");
		return this.keys.issue(principal, Kind.SESSION, true, lifetime);
	}

	/**
	 * Trade a refresh token for the next one.
	 * @param refreshToken the refresh token
	 * @param thumbprint the key of the proof it came with
	 * @return the next one, or {@code null} where it is unknown, used or another key's
	 */
	@Nullable String rotate(String refreshToken, String thumbprint) {
		if (this.refreshTokens.remove(refreshToken, UNBOUND) || this.refreshTokens.remove(refreshToken, thumbprint)) {
			return newRefreshToken(thumbprint);
		}
		return null;
	}

	private String newRefreshToken(String thumbprint) {
		String refreshToken = this.keys.randomText(120);
		this.refreshTokens.put(refreshToken, thumbprint);
		return refreshToken;
	}

}
