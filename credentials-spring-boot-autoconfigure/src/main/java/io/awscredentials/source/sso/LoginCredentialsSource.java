package io.awscredentials.source.sso;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.HttpTask;
import io.awscredentials.http.Pause;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.JsonText;
import io.awscredentials.source.Uris;

/**
 * Gives the credentials of a session of {@code aws login}, and renews them together with
 * the AWS CLI and the SDKs that share the session.
 */
public final class LoginCredentialsSource implements DetailedSource {

	private static final String NAME = "Login";

	private final ReentrantLock lock = new ReentrantLock();

	private final CredentialsHttpClient http;

	private final Supplier<URI> endpoint;

	private final InstantSource clock;

	private final TokenFailures failures;

	private final TokenCache<LoginToken> cache;

	private final TokenRenewal<LoginToken> renewal;

	/**
	 * Create a new instance, which reads nothing yet.
	 * @param options the session
	 * @param http sends the requests
	 * @param endpoint gives the endpoint of
	 * {@link io.awscredentials.region.AwsService#SIGNIN}
	 * @param clock the time
	 */
	public LoginCredentialsSource(LoginOptions options, CredentialsHttpClient http, Supplier<URI> endpoint,
			InstantSource clock) {
		this(options, http, endpoint, clock, (duration) -> Thread.sleep(duration.toMillis()));
	}

	LoginCredentialsSource(LoginOptions options, CredentialsHttpClient http, Supplier<URI> endpoint,
			InstantSource clock, Pause pause) {
		String session = options.session().strip();
		this.http = http;
		this.endpoint = endpoint;
		this.clock = http.clockSkew().correct(clock);
		this.failures = new TokenFailures(NAME, "session of 'aws login' for '" + session + "'", options.command(),
				(problem) -> CredentialsErrorCode.LOGIN_EXPIRED);
		this.cache = new TokenCache<>(new CacheFile(options.cacheDirectory(), "SHA-256", session, pause), this.failures,
				LoginToken::of, LoginToken::fields);
		this.renewal = new TokenRenewal<>(this.cache, this::refresh, this.clock);
	}

	@Override
	public Credentials retrieve() {
		this.lock.lock();
		try {
			return this.http.clockSkew().localTime(this.renewal.token().credentials());
		}
		finally {
			this.lock.unlock();
		}
	}

	private LoginToken refresh(LoginToken token) {
		DpopKey key = key(token);
		URI uri = Uris.append(this.endpoint.get(), "/v1/token");
		Map<String, String> request = new LinkedHashMap<>();
		request.put("clientId", token.clientId());
		request.put("grantType", "refresh_token");
		request.put("refreshToken", token.refreshToken());
		Instant asked = this.clock.instant();
		Duration before = this.http.clockSkew().offset();
		HttpCall call = HttpCall.post(uri, "application/json", JsonText.write(request));
		// A proof is good for one request.
		HttpAnswer answer = this.http.exchange(HttpTask.of(NAME, () -> call.withHeader("DPoP",
				key.proof(call.method(), uri, UUID.randomUUID().toString(), this.clock.instant()))));
		if (!answer.successful()) {
			throw failure(call, answer);
		}
		JsonFields fields = SsoFailures.fields(NAME, call, answer);
		try {
			// The answer itself may have shown that the clock is wrong.
			return token.next(fields, asked.plus(this.http.clockSkew().offset()).minus(before));
		}
		catch (IllegalArgumentException ex) {
			throw SsoFailures.invalid(NAME, call, ex.getMessage());
		}
	}

	private DpopKey key(LoginToken token) {
		try {
			return DpopKey.parse(token.dpopKey());
		}
		catch (IllegalArgumentException ex) {
			throw this.cache.invalid("'dpopKey': " + ex.getMessage());
		}
	}

	private CredentialsException failure(HttpCall call, HttpAnswer answer) {
		if (SsoFailures.isTransient(answer)) {
			return SsoFailures.unavailable(NAME, call, answer);
		}
		SsoFailures.checkService(NAME, call, answer);
		CredentialsException failure = this.failures.of(TokenFailures.Problem.EXPIRED,
				"The " + this.failures.what() + " can't be renewed, " + call + ": " + SsoFailures.describe(answer));
		return ("INSUFFICIENT_PERMISSIONS".equals(SsoFailures.code(answer)))
				? failure.withAdvice("Allow the person the action signin:CreateOAuth2Token, "
						+ "as the AWS managed policy SignInLocalDevelopmentAccess does")
				: failure;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return new RetrievedCredentials(retrieve(), PastExpiry.SERVE);
	}

}
