package io.awscredentials.source.container;

import java.net.InetAddress;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.HttpTask;
import io.awscredentials.http.Outage;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.ServedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Asks the agent of a container for the credentials of its role: ECS tasks, EKS Pod
 * Identity, and whatever else speaks their protocol.
 */
public final class ContainerCredentialsSource implements DetailedSource {

	static final String NAME = "Container";

	private final ContainerOptions options;

	private final EnvironmentVariables environment;

	private final CredentialsHttpClient http;

	private final HostResolver resolver;

	/**
	 * Create a new instance.
	 * @param options how the agent is asked
	 * @param environment the environment variables
	 * @param http the client, which must not use a proxy
	 */
	public ContainerCredentialsSource(ContainerOptions options, EnvironmentVariables environment,
			CredentialsHttpClient http) {
		this(options, environment, http, InetAddress::getAllByName);
	}

	ContainerCredentialsSource(ContainerOptions options, EnvironmentVariables environment, CredentialsHttpClient http,
			HostResolver resolver) {
		this.options = options;
		this.environment = environment;
		this.http = http;
		this.resolver = resolver;
	}

	@Override
	public Credentials retrieve() {
		ContainerEndpoint endpoint = ContainerEndpoint.find(this.options, this.environment, this.resolver);
		if (endpoint == null) {
			throw new CredentialsException(CredentialsErrorCode.NOT_FOUND, NAME,
					"Neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set");
		}
		String token = AuthorizationToken.read(this.options, this.environment);
		HttpCall call = call(endpoint, token);
		HttpAnswer answer = this.http
			.exchange(HttpTask.of(NAME, () -> call).retryingOn(ContainerCredentialsSource::isGarbled));
		if (!answer.successful()) {
			throw refused(call, answer, token);
		}
		return this.http.clockSkew().localTime(read(call, answer, token));
	}

	private static HttpCall call(ContainerEndpoint endpoint, @Nullable String token) {
		HttpCall call = HttpCall.get(endpoint.uri()).withHeader("Accept", "application/json");
		call = (token != null) ? call.withHeader("Authorization", token) : call;
		return call.withAddresses(endpoint.addresses());
	}

	/**
	 * Return whether an agent answers before it is ready. The AWS SDK for Rust asks again
	 * then, too.
	 */
	private static boolean isGarbled(HttpAnswer answer) {
		return answer.successful() && fields(answer) == null;
	}

	private static Credentials read(HttpCall call, HttpAnswer answer, @Nullable String token) {
		try {
			JsonFields fields = JsonFields.parse(answer.body());
			ServedCredentials.Failure told = ServedCredentials.failure(fields);
			if (told != null) {
				throw invalid(call, "is an error: " + told.shown(token));
			}
			return ServedCredentials.read(fields, false);
		}
		catch (InvalidJsonException ex) {
			throw invalid(call, "can't be read: " + ex.getMessage());
		}
	}

	private static CredentialsException invalid(HttpCall call, String problem) {
		return new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, NAME,
				"The answer to " + call + " " + problem)
			.withAdvice("Check that the address is the one of the container's agent");
	}

	private static CredentialsException refused(HttpCall call, HttpAnswer answer, @Nullable String token) {
		JsonFields fields = fields(answer);
		ServedCredentials.Failure told = (fields != null) ? ServedCredentials.failure(fields) : null;
		String said = (told != null) ? ", " + told.shown(token) : "";
		if (answer.isOutage()) {
			return new CredentialsException(CredentialsErrorCode.CONTAINER_UNAVAILABLE, NAME,
					call + ": " + Outage.of("the container's agent", answer.status()) + said)
				.withAdvice(Outage.advice("look at the agent and its log"));
		}
		return new CredentialsException(CredentialsErrorCode.CONTAINER_UNAVAILABLE, NAME,
				call + ": status " + answer.status() + said)
			.withRetryable(answer.status() == 429);
	}

	private static @Nullable JsonFields fields(HttpAnswer answer) {
		try {
			return JsonFields.parse(answer.body());
		}
		catch (InvalidJsonException ex) {
			return null;
		}
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return new RetrievedCredentials(retrieve(), PastExpiry.PROLONGED);
	}

}
