package io.awscredentials.connect.jdbc;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Waits for credentials no longer than a pool waits for a connection, less what it takes
 * to tell: where both wait equally long, the pool's own time-out hides what is wrong.
 */
final class PoolCredentials implements CredentialsProvider {

	private final CredentialsProvider provider;

	private final String source;

	private final LongSupplier connectionTimeout;

	private volatile @Nullable Credentials last;

	/**
	 * Create a new instance.
	 * @param provider gives the credentials
	 * @param source who asks
	 * @param connectionTimeout how many milliseconds the pool waits
	 */
	PoolCredentials(CredentialsProvider provider, String source, LongSupplier connectionTimeout) {
		this.provider = provider;
		this.source = source;
		this.connectionTimeout = connectionTimeout;
	}

	@Override
	public Credentials resolveCredentials() {
		long patience = this.connectionTimeout.getAsLong() * 9 / 10;
		try {
			Credentials credentials = this.provider.resolveCredentialsAsync().get(patience, TimeUnit.MILLISECONDS);
			this.last = credentials;
			return credentials;
		}
		catch (TimeoutException ex) {
			throw new CredentialsException(CredentialsErrorCode.TIMEOUT, this.source,
					"There were no credentials to make a token with within " + Duration.ofMillis(patience).toSeconds()
							+ " s")
				.withAdvice("See the state of the provider in /actuator/awscredentials, or raise the pool's "
						+ "'connection-timeout'");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CredentialsException(CredentialsErrorCode.TIMEOUT, this.source,
					"Interrupted while waiting for credentials", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof CredentialsException failure) ? failure.copy()
					: new CredentialsException(CredentialsErrorCode.NOT_FOUND, this.source,
							"The provider failed to give credentials", ex.getCause());
		}
	}

	/**
	 * Tell the provider that the credentials of the last token may have been refused.
	 */
	void invalidate() {
		Credentials credentials = this.last;
		if (credentials != null) {
			this.provider.invalidate(credentials);
		}
	}

}
