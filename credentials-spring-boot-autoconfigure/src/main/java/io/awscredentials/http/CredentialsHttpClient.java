package io.awscredentials.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.sigv4.ClockSkew;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What everything outgoing passes through: bytes go out, bytes come in, at most 64 KB of
 * them; redirects are not followed, cookies not kept, connections not pooled.
 * <p>
 * Lost connections, silence, the statuses 429 and 500 to 599, and what the caller calls
 * transient, are worth another attempt after a short pause. Once all attempts of a task
 * have been in vain, later tasks get a single attempt at that host until one is answered:
 * whoever refreshes credentials comes back by itself, and a service that is down does not
 * need three times the requests.
 * <p>
 * Thread-safe. Between two calls it holds no thread and no connection.
 *
 * @hidden
 */
public final class CredentialsHttpClient {

	private static final Log logger = LogFactory.getLog(CredentialsHttpClient.class);

	/** Nothing that gives credentials answers more than a few of these bytes. */
	static final int MAX_BODY = 64 * 1024;

	private final HttpOptions options;

	private final RestClientTransport transport;

	private final Backoff backoff;

	private final Pause pause;

	private final TrustedDates dates;

	/** The hosts that no attempt of a task could get an answer from. */
	private final Set<String> failing = ConcurrentHashMap.newKeySet();

	private CredentialsHttpClient(Builder builder) {
		this.options = builder.options;
		this.transport = new RestClientTransport(builder.options, new ProxySettings(builder.environment),
				builder.customizers, builder.observationRegistry);
		this.backoff = new Backoff(builder.clock, builder.random);
		this.pause = builder.pause;
		ClockSkew clockSkew = (builder.clockSkew != null) ? builder.clockSkew : new ClockSkew(builder.clock);
		this.dates = new TrustedDates(clockSkew, builder.options.noProxy());
	}

	/**
	 * Return a builder of a client.
	 * @param options how patient the client is
	 * @return the builder
	 */
	public static Builder builder(HttpOptions options) {
		return new Builder(options);
	}

	/**
	 * Return what has been learnt about the local clock.
	 * @return the time as AWS sees it
	 */
	public ClockSkew clockSkew() {
		return this.dates.clock();
	}

	/**
	 * Get a task done.
	 * @param task the task
	 * @return the answer, of whatever status but 300 to 399: after the last attempt also
	 * one that is transient
	 * @throws CredentialsException if no answer could be had, or one that is a redirect
	 * or too long
	 */
	public HttpAnswer exchange(HttpTask task) {
		HttpCall call = task.request().get();
		String host = call.uri().getScheme() + "://" + call.uri().getAuthority();
		int attempts = (task.once() || this.failing.contains(host)) ? 1 : this.options.maxAttempts();
		for (int attempt = 1;; attempt++) {
			Outcome outcome = attempt(task, call, attempt);
			if (logger.isDebugEnabled()) {
				logger.debug(task.source() + ": " + call + ": attempt " + attempt + " of " + attempts + ": " + outcome);
			}
			if (!outcome.worthAnother() || attempt == attempts) {
				remember(task, host, outcome);
				return outcome.get();
			}
			pause(task, call, this.backoff.delay(attempt, outcome.answer()));
			call = task.request().get();
		}
	}

	private void remember(HttpTask task, String host, Outcome outcome) {
		if (outcome.answer() != null && !outcome.worthAnother()) {
			this.failing.remove(host);
		}
		else if ((outcome.worthAnother() && !task.once()) || task.probe()) {
			this.failing.add(host);
		}
	}

	private Outcome attempt(HttpTask task, HttpCall call, int attempt) {
		HttpFailures failures = failures(task);
		HttpAnswer answer;
		try {
			answer = this.transport.send(call, attempt);
		}
		catch (IOException ex) {
			if (Thread.currentThread().isInterrupted()) {
				return Outcome.ofFinal(failures.interrupted(call));
			}
			CredentialsException failure = failures.noAnswer(call, ex);
			return (task.probe() && isAbsent(ex, attempt)) ? Outcome.ofFinal(failure) : Outcome.of(failure);
		}
		catch (CredentialsException ex) {
			return Outcome.ofFinal(ex);
		}
		catch (RuntimeException ex) {
			return Outcome.ofFinal(failures.customizer(call, ex));
		}
		if (!task.signed()) {
			this.dates.learn(task.source(), call, answer);
		}
		// A service in trouble is told as one, however long the page of whoever is in
		// front.
		if (answer.body().length > MAX_BODY && !answer.isOutage()) {
			return Outcome.ofFinal(failures.invalid(call, "the answer is longer than 64 KB"));
		}
		if (answer.status() / 100 == 3) {
			return Outcome.ofFinal(failures.invalid(call,
					"the answer is a redirect, status " + answer.status() + ", which is not followed"));
		}
		boolean isTransient = answer.status() == 429 || answer.isOutage() || task.transientAnswer().test(answer);
		return new Outcome(answer, null, isTransient);
	}

	/**
	 * Return whether there probably is no host. A lost packet looks like no host, too:
	 * hence the second attempt after silence.
	 */
	private static boolean isAbsent(IOException ex, int attempt) {
		return ex instanceof ConnectException || ex instanceof NoRouteToHostException
				|| (ex instanceof SocketTimeoutException && attempt > 1);
	}

	private void pause(HttpTask task, HttpCall call, Duration delay) {
		try {
			this.pause.pause(delay);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failures(task).interrupted(call);
		}
	}

	private HttpFailures failures(HttpTask task) {
		return new HttpFailures(task.source(), this.options.unreachable());
	}

	/**
	 * Builds a {@link CredentialsHttpClient}.
	 *
	 * @hidden
	 */
	public static final class Builder {

		private final HttpOptions options;

		private List<CredentialsRestClientCustomizer> customizers = List.of();

		private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

		private InstantSource clock = InstantSource.system();

		private @Nullable ClockSkew clockSkew;

		private EnvironmentVariables environment = EnvironmentVariables.system();

		private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

		private Pause pause = (duration) -> Thread.sleep(duration.toMillis());

		private Builder(HttpOptions options) {
			this.options = options;
		}

		/**
		 * Set what may change the {@code RestClient}.
		 * @param customizers the customizers, in their order
		 * @return this builder
		 */
		public Builder customizers(List<CredentialsRestClientCustomizer> customizers) {
			this.customizers = customizers;
			return this;
		}

		/**
		 * Set where requests are observed.
		 * @param observationRegistry the registry
		 * @return this builder
		 */
		public Builder observationRegistry(ObservationRegistry observationRegistry) {
			this.observationRegistry = observationRegistry;
			return this;
		}

		/**
		 * Set the time that a {@code Retry-After} date is compared with.
		 * @param clock the time
		 * @return this builder
		 */
		public Builder clock(InstantSource clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Set what learns the time from answers.
		 * @param clockSkew the time as AWS sees it, which several clients may share
		 * @return this builder
		 */
		public Builder clockSkew(ClockSkew clockSkew) {
			this.clockSkew = clockSkew;
			return this;
		}

		/**
		 * Set where {@code HTTPS_PROXY} and its likes are read.
		 * @param environment the environment variables
		 * @return this builder
		 */
		public Builder environment(EnvironmentVariables environment) {
			this.environment = environment;
			return this;
		}

		/**
		 * Set what draws the pauses between attempts.
		 * @param random numbers from 0 to 1
		 * @return this builder
		 */
		public Builder random(DoubleSupplier random) {
			this.random = random;
			return this;
		}

		/**
		 * Set how to wait between attempts.
		 * @param pause the way to wait
		 * @return this builder
		 */
		public Builder pause(Pause pause) {
			this.pause = pause;
			return this;
		}

		/**
		 * Build the client.
		 * @return the client
		 */
		public CredentialsHttpClient build() {
			return new CredentialsHttpClient(this);
		}

	}

}
