package io.awscredentials.source.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.HttpTask;
import io.awscredentials.http.Outage;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * Asks a platform for a token.
 *
 * @param platform the name of the platform, for failures
 * @param advice what to check when it refuses
 */
record TokenRequest(String platform, String advice) {

	static final String SOURCE = "WebIdentity";

	/**
	 * Send a request.
	 * @param http the client
	 * @param call the request
	 * @return the answer, of a status that says success
	 * @throws CredentialsException if there is none
	 */
	HttpAnswer send(CredentialsHttpClient http, HttpCall call) {
		HttpAnswer answer = http.exchange(HttpTask.of(SOURCE, () -> call));
		if (answer.isOutage()) {
			throw new CredentialsException(CredentialsErrorCode.CONNECTION, SOURCE,
					"There is no token, " + call + ": " + Outage.of(this.platform, answer.status()))
				.withAdvice(Outage.advice("look at the health of " + this.platform));
		}
		if (!answer.successful()) {
			throw failure("refused a token, " + call + ": status " + answer.status())
				.withRetryable(answer.status() == 429);
		}
		return answer;
	}

	/**
	 * Send a request whose answer is a JSON object.
	 * @param http the client
	 * @param call the request
	 * @return the fields of the answer
	 * @throws CredentialsException if there is none
	 */
	JsonFields fields(CredentialsHttpClient http, HttpCall call) {
		HttpAnswer answer = send(http, call);
		try {
			return JsonFields.parse(answer.body());
		}
		catch (InvalidJsonException ex) {
			throw failure("gave an answer that can't be read, " + call + ": " + ex.getMessage());
		}
	}

	/**
	 * Return a token that was found, or say that there is none.
	 * @param token the token, or {@code null}
	 * @return the token
	 * @throws CredentialsException if there is none
	 */
	String found(@Nullable String token) {
		if (token == null || token.isBlank()) {
			throw failure("gave an answer without a token");
		}
		return token.strip();
	}

	/**
	 * Return the value of a variable that the platform sets.
	 * @param environment the environment variables
	 * @param name the name of the variable
	 * @return the value
	 * @throws CredentialsException if it is not set
	 */
	String variable(EnvironmentVariables environment, String name) {
		String value = environment.getText(name);
		if (value == null) {
			throw failure("did not set " + name).withRetryable(false);
		}
		return value;
	}

	/**
	 * Read an address out of a variable.
	 * @param value the address
	 * @param name the name of the variable
	 * @return the address
	 * @throws CredentialsException if it is none
	 */
	URI uri(String value, String name) {
		try {
			URI uri = new URI(value);
			if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// Its message shows the value, which may hold a token.
		}
		throw failure("set " + name + " to something that is no http address").withRetryable(false);
	}

	CredentialsException failure(String problem) {
		return new CredentialsException(CredentialsErrorCode.WEB_IDENTITY_TOKEN, SOURCE, this.platform + " " + problem)
			.withAdvice(this.advice);
	}

	static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
