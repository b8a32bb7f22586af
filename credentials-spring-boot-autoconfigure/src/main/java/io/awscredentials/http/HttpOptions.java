package io.awscredentials.http;

import java.time.Duration;
import java.util.Objects;

import io.awscredentials.CredentialsErrorCode;

/**
 * How patient a {@link CredentialsHttpClient} is, and what it calls an address that can't
 * be reached.
 *
 * @param connectTimeout how long a connection may take to come about
 * @param readTimeout how long the other side may be silent. An attempt as a whole may
 * take the connect timeout and twice this, however busily the other side trickles.
 * @param maxAttempts how often a request is sent at most
 * @param growing whether each further attempt may be silent for longer: the read timeout
 * times its number. Who is slow under load starts anew with each attempt.
 * @param noProxy whether proxy settings are ignored
 * @param unreachable the code of failures to get an answer
 * @hidden
 */
public record HttpOptions(Duration connectTimeout, Duration readTimeout, int maxAttempts, boolean growing,
		boolean noProxy, CredentialsErrorCode unreachable) {

	public HttpOptions {
		requirePositive(connectTimeout, "connectTimeout");
		requirePositive(readTimeout, "readTimeout");
		if (maxAttempts < 1) {
			throw new IllegalArgumentException("'maxAttempts' must be at least 1");
		}
		Objects.requireNonNull(unreachable, "'unreachable' must not be null");
	}

	/**
	 * Return the options for the instance metadata service.
	 * @return one second to connect and to read, three attempts, no proxy
	 */
	public static HttpOptions metadata() {
		Duration second = Duration.ofSeconds(1);
		return new HttpOptions(second, second, 3, false, true, CredentialsErrorCode.IMDS_UNAVAILABLE);
	}

	/**
	 * Return the options for the credentials of containers.
	 * @return two seconds to connect and to read, more of the latter with each of three
	 * attempts, no proxy
	 */
	public static HttpOptions container() {
		Duration seconds = Duration.ofSeconds(2);
		return new HttpOptions(seconds, seconds, 3, true, true, CredentialsErrorCode.CONTAINER_UNAVAILABLE);
	}

	/**
	 * Return the options for AWS services.
	 * @return two seconds to connect, ten to read, three attempts, the proxy of the JVM
	 * or the environment
	 */
	public static HttpOptions service() {
		return new HttpOptions(Duration.ofSeconds(2), Duration.ofSeconds(10), 3, false, false,
				CredentialsErrorCode.CONNECTION);
	}

	/**
	 * Return these options with another connect timeout.
	 * @param connectTimeout how long a connection may take to come about
	 * @return the changed options
	 */
	public HttpOptions withConnectTimeout(Duration connectTimeout) {
		return new HttpOptions(connectTimeout, this.readTimeout, this.maxAttempts, this.growing, this.noProxy,
				this.unreachable);
	}

	/**
	 * Return these options with another read timeout.
	 * @param readTimeout how long the other side may be silent
	 * @return the changed options
	 */
	public HttpOptions withReadTimeout(Duration readTimeout) {
		return new HttpOptions(this.connectTimeout, readTimeout, this.maxAttempts, this.growing, this.noProxy,
				this.unreachable);
	}

	/**
	 * Return these options with another number of attempts.
	 * @param maxAttempts how often a request is sent at most
	 * @return the changed options
	 */
	public HttpOptions withMaxAttempts(int maxAttempts) {
		return new HttpOptions(this.connectTimeout, this.readTimeout, maxAttempts, this.growing, this.noProxy,
				this.unreachable);
	}

	/**
	 * Return the options of one attempt.
	 * @param attempt its number, from 1
	 * @return these options, with another read timeout if that grows
	 */
	HttpOptions forAttempt(int attempt) {
		return (this.growing) ? withReadTimeout(this.readTimeout.multipliedBy(attempt)) : this;
	}

	/**
	 * Return how long one attempt may take as a whole. A read timeout alone would never
	 * end an answer that arrives a byte at a time.
	 * @return the connect timeout and twice the read timeout
	 */
	Duration attemptTimeout() {
		return this.connectTimeout.plus(this.readTimeout).plus(this.readTimeout);
	}

	private static void requirePositive(Duration duration, String name) {
		Objects.requireNonNull(duration, () -> "'" + name + "' must not be null");
		if (duration.isNegative() || duration.isZero()) {
			throw new IllegalArgumentException("'" + name + "' must be positive");
		}
	}

}
