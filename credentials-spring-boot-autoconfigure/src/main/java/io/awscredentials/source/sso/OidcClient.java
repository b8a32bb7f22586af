package io.awscredentials.source.sso;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.SignInChallenge;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.HttpTask;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.JsonText;
import io.awscredentials.source.Uris;
import io.awscredentials.source.sso.SsoToken.Registration;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with the OIDC service of IAM Identity Center, which gives the tokens.
 */
final class OidcClient {

	private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

	/** With this one the service gives refresh tokens; the AWS CLI asks for the same. */
	private static final List<String> SCOPES = List.of("sso:account:access");

	/** RFC 8628, section 3.2. */
	private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

	/** No code is good for longer. */
	private static final Duration MAX_INTERVAL = Duration.ofHours(1);

	/** The year 9999, which every reader of timestamps knows. */
	static final Instant LATEST = Instant.ofEpochSecond(253_402_300_799L);

	private final CredentialsHttpClient http;

	private final Supplier<URI> endpoint;

	private final InstantSource clock;

	private final SsoSessionOptions options;

	private final TokenFailures failures;

	OidcClient(CredentialsHttpClient http, Supplier<URI> endpoint, InstantSource clock, SsoSessionOptions options,
			TokenFailures failures) {
		this.http = http;
		this.endpoint = endpoint;
		this.clock = clock;
		this.options = options;
		this.failures = failures;
	}

	/**
	 * Get the next access token with a refresh token.
	 * @param token the present token, which is refreshable
	 * @return the next one
	 * @throws CredentialsException if there is none: retryable if that may change,
	 * {@link CredentialsErrorCode#SSO_TOKEN_EXPIRED} if not
	 */
	SsoToken refresh(SsoToken token) {
		Registration registration = registration(token);
		Exchange exchange = exchange("/token",
				tokenRequest(registration, "refresh_token", "refreshToken", token.refreshToken()), false);
		if (exchange.answer.successful()) {
			return token(exchange, registration, token.refreshToken());
		}
		exchange.throwIfNotRefused();
		throw this.failures.of(TokenFailures.Problem.EXPIRED,
				"The " + this.failures.what() + " can't be prolonged: " + exchange.describe());
	}

	private static Registration registration(SsoToken token) {
		if (token.registration() == null) {
			throw new IllegalArgumentException("'token' must be refreshable");
		}
		return token.registration();
	}

	/**
	 * Register this client.
	 * @return the registration
	 */
	Registration register() {
		Map<String, Object> request = new LinkedHashMap<>();
		request.put("clientName", "credentials-spring-boot-" + this.clock.instant().getEpochSecond());
		request.put("clientType", "public");
		request.put("scopes", SCOPES);
		Exchange exchange = exchange("/client/register", request, false);
		JsonFields fields = accepted(exchange);
		return new Registration(exchange.required(fields, "clientId"), exchange.required(fields, "clientSecret"),
				exchange.after(Instant.EPOCH, fields, "clientSecretExpiresAt"));
	}

	/**
	 * Start the sign-in of a person.
	 * @param registration the registration of this client
	 * @return what to tell the person and what to ask with
	 */
	Authorization authorize(Registration registration) {
		Map<String, Object> request = new LinkedHashMap<>();
		request.put("clientId", registration.clientId());
		request.put("clientSecret", registration.clientSecret());
		request.put("startUrl", this.options.startUrl());
		Exchange exchange = exchange("/device_authorization", request, false);
		JsonFields fields = accepted(exchange);
		// People read it.
		Instant expiresAt = exchange.after(exchange.at, fields, "expiresIn").truncatedTo(ChronoUnit.SECONDS);
		SignInChallenge challenge = new SignInChallenge(exchange.required(fields, "verificationUri"),
				exchange.optional(fields, "verificationUriComplete"), exchange.required(fields, "userCode"), expiresAt);
		Long interval = fields.wholeNumber("interval");
		return new Authorization(exchange.required(fields, "deviceCode"), challenge, (interval != null && interval > 0)
				? Duration.ofSeconds(Math.min(interval, MAX_INTERVAL.toSeconds())) : DEFAULT_INTERVAL);
	}

	private static JsonFields accepted(Exchange exchange) {
		if (exchange.answer.successful()) {
			return exchange.fields();
		}
		exchange.throwIfNotRefused();
		throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, SsoCredentialsSource.NAME,
				"IAM Identity Center does not let anybody sign in: " + exchange.describe())
			.withAdvice("Check the start URL and the region of IAM Identity Center, 'sso.start-url' and 'sso.region'");
	}

	/**
	 * Ask once whether the person has signed in.
	 * @param registration the registration of this client
	 * @param authorization the sign-in
	 * @return the token, or why there is none
	 */
	Poll poll(Registration registration, Authorization authorization) {
		Exchange exchange = exchange("/token",
				tokenRequest(registration, DEVICE_GRANT, "deviceCode", authorization.deviceCode()), true);
		if (exchange.answer.successful()) {
			return new Poll(token(exchange, registration, null), "", exchange.describe());
		}
		String code = SsoFailures.code(exchange.answer);
		if (!"slow_down".equals(code)) {
			exchange.throwIfNotRefused();
		}
		return new Poll(null, (code != null) ? code : "", exchange.describe());
	}

	private static Map<String, @Nullable Object> tokenRequest(Registration registration, String grantType, String name,
			@Nullable String value) {
		Map<String, @Nullable Object> request = new LinkedHashMap<>();
		request.put("clientId", registration.clientId());
		request.put("clientSecret", registration.clientSecret());
		request.put("grantType", grantType);
		request.put(name, value);
		return request;
	}

	private SsoToken token(Exchange exchange, Registration registration, @Nullable String present) {
		JsonFields fields = exchange.fields();
		String next = exchange.optional(fields, "refreshToken");
		return new SsoToken(exchange.required(fields, "accessToken"), exchange.after(exchange.at, fields, "expiresIn"),
				(next != null) ? next : present, registration);
	}

	private Exchange exchange(String path, Map<String, ? extends @Nullable Object> request, boolean once) {
		Instant asked = this.clock.instant();
		Duration before = this.http.clockSkew().offset();
		HttpCall call = HttpCall.post(Uris.append(this.endpoint.get(), path), "application/json",
				JsonText.write(request));
		HttpTask task = HttpTask.of(SsoCredentialsSource.NAME, () -> call);
		HttpAnswer answer = this.http.exchange((once) ? task.onlyOnce() : task);
		// The answer itself may have shown that the clock is wrong.
		return new Exchange(call, answer, asked.plus(this.http.clockSkew().offset()).minus(before));
	}

	/**
	 * The sign-in of a person that is under way.
	 *
	 * @param deviceCode what to ask with; a secret
	 * @param challenge what to tell the person
	 * @param interval how long to wait between two questions at least
	 */
	record Authorization(String deviceCode, SignInChallenge challenge, Duration interval) {

		@Override
		public String toString() {
			return "Authorization[" + this.challenge + "]";
		}

	}

	/**
	 * The answer to the question whether a person has signed in.
	 *
	 * @param token the token, or {@code null}
	 * @param error the error code of RFC 8628 or RFC 6749 where there is no token
	 * @param description the answer, as it may be shown
	 */
	record Poll(@Nullable SsoToken token, String error, String description) {
	}

	/**
	 * A request and its answer.
	 *
	 * @param call the request
	 * @param answer the answer
	 * @param at when the request was made
	 */
	private record Exchange(HttpCall call, HttpAnswer answer, Instant at) {

		JsonFields fields() {
			return SsoFailures.fields(SsoCredentialsSource.NAME, this.call, this.answer);
		}

		String required(JsonFields fields, String name) {
			String value = optional(fields, name);
			if (value == null) {
				throw SsoFailures.invalid(SsoCredentialsSource.NAME, this.call, "'" + name + "' is missing");
			}
			return value;
		}

		// What is shown to people goes into logs as well: one line each.
		@Nullable String optional(JsonFields fields, String name) {
			String value = fields.text(name);
			if (value != null && value.chars().anyMatch(Character::isISOControl)) {
				throw SsoFailures.invalid(SsoCredentialsSource.NAME, this.call, "'" + name + "' is not plain text");
			}
			return (value == null || value.isBlank()) ? null : value;
		}

		Instant after(Instant start, JsonFields fields, String name) {
			Long seconds = fields.wholeNumber(name);
			if (seconds == null || seconds <= 0) {
				throw SsoFailures.invalid(SsoCredentialsSource.NAME, this.call,
						"'" + name + "' is not a number of seconds above 0, or is missing");
			}
			long most = LATEST.getEpochSecond() - start.getEpochSecond();
			return start.plusSeconds(Math.min(seconds, most));
		}

		void throwIfNotRefused() {
			if (SsoFailures.isTransient(this.answer)) {
				throw SsoFailures.unavailable(SsoCredentialsSource.NAME, this.call, this.answer);
			}
			SsoFailures.checkService(SsoCredentialsSource.NAME, this.call, this.answer);
		}

		String describe() {
			return this.call + ": " + SsoFailures.describe(this.answer);
		}

	}

}
