package io.awscredentials.source.sso;

import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.Pause;
import io.awscredentials.region.AwsService;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in to IAM Identity Center, which may serve many roles: the token that the AWS
 * CLI and the SDKs share, renewed where its registration allows, and the way to a new one
 * where the application lets people sign in. Thread-safe.
 */
public final class SsoSession {

	private final ReentrantLock lock = new ReentrantLock();

	private final TokenCache<SsoToken> cache;

	private final TokenRenewal<SsoToken> renewal;

	private final PortalClient portal;

	private final @Nullable DeviceSignIn signIn;

	/**
	 * Create a new instance, which reads nothing yet.
	 * @param options how people sign in
	 * @param http sends the requests
	 * @param endpoints gives the endpoints of {@link AwsService#SSO} and
	 * {@link AwsService#SSO_OIDC}
	 * @param clock the time
	 */
	public SsoSession(SsoSessionOptions options, CredentialsHttpClient http, Function<AwsService, URI> endpoints,
			InstantSource clock) {
		this(options, http, endpoints, clock, (duration) -> Thread.sleep(duration.toMillis()));
	}

	SsoSession(SsoSessionOptions options, CredentialsHttpClient http, Function<AwsService, URI> endpoints,
			InstantSource localClock, Pause pause) {
		InstantSource clock = http.clockSkew().correct(localClock);
		TokenFailures failures = new TokenFailures(SsoCredentialsSource.NAME, "sign-in to " + options.shown(),
				options.command(), SsoSession::code);
		this.cache = new TokenCache<>(new CacheFile(options.cacheDirectory(), "SHA-1", options.key(), pause), failures,
				SsoToken::of, (token) -> token.fields(options));
		OidcClient oidc = new OidcClient(http, () -> endpoints.apply(AwsService.SSO_OIDC), clock, options, failures);
		this.renewal = new TokenRenewal<>(this.cache, oidc::refresh, clock);
		this.portal = new PortalClient(http, () -> endpoints.apply(AwsService.SSO));
		this.signIn = (options.deviceSignIn()) ? new DeviceSignIn(oidc, this.cache, clock) : null;
	}

	private static CredentialsErrorCode code(TokenFailures.Problem problem) {
		return switch (problem) {
			case MISSING -> CredentialsErrorCode.SSO_TOKEN_MISSING;
			case INVALID -> CredentialsErrorCode.SSO_TOKEN_INVALID;
			case EXPIRED -> CredentialsErrorCode.SSO_TOKEN_EXPIRED;
		};
	}

	PortalClient portal() {
		return this.portal;
	}

	/**
	 * Return an access token that should be good.
	 * @return the access token
	 * @throws CredentialsException if there is none
	 */
	String accessToken() {
		this.lock.lock();
		try {
			return token().accessToken();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return an access token in place of one that the portal refused.
	 * @param accessToken the refused one
	 * @return another one
	 * @throws CredentialsException if there is none
	 */
	String accessTokenInPlaceOf(String accessToken) {
		this.lock.lock();
		try {
			this.renewal.refuse(accessToken);
			return token().accessToken();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the failure that says that there is no token the portal takes.
	 * @param accessToken the last one it refused
	 * @return the failure
	 */
	CredentialsException refused(String accessToken) {
		this.lock.lock();
		try {
			this.renewal.refuse(accessToken);
			return this.cache.expired();
		}
		finally {
			this.lock.unlock();
		}
	}

	private SsoToken token() {
		try {
			SsoToken token = this.renewal.token();
			if (this.signIn != null) {
				this.signIn.forget();
			}
			return token;
		}
		catch (CredentialsException ex) {
			if (this.signIn == null || ex.retryable()) {
				throw ex;
			}
			return this.signIn.proceed(ex);
		}
	}

}
