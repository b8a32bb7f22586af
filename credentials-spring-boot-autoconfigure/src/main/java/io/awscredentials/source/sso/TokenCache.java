package io.awscredentials.source.sso;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.UnsuitableFileException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A token in the file that the AWS CLI and the SDKs share.
 *
 * @param <T> the type of the token
 */
final class TokenCache<T extends CachedToken> {

	private static final Log logger = LogFactory.getLog(TokenCache.class);

	private final CacheFile file;

	private final TokenFailures failures;

	private final Function<JsonFields, T> reader;

	private final Function<T, Map<String, @Nullable Object>> writer;

	/** A token that could not be written. */
	private volatile @Nullable T unwritten;

	/**
	 * Create a new instance.
	 * @param file the file
	 * @param failures says what is wrong
	 * @param reader makes a token of the fields of the file; its
	 * {@link IllegalArgumentException} says which one is not usable
	 * @param writer gives the fields that a token changes
	 */
	TokenCache(CacheFile file, TokenFailures failures, Function<JsonFields, T> reader,
			Function<T, Map<String, @Nullable Object>> writer) {
		this.file = file;
		this.failures = failures;
		this.reader = reader;
		this.writer = writer;
	}

	/**
	 * Read the token.
	 * @return the token, valid or not
	 * @throws CredentialsException if there is none that can be read
	 */
	T read() {
		T own = this.unwritten;
		try {
			T token = this.reader.apply(this.file.read());
			return (own != null && own.expiresAt().isAfter(token.expiresAt())) ? own : token;
		}
		catch (IOException | InvalidJsonException | IllegalArgumentException ex) {
			if (own != null) {
				return own;
			}
			throw failure(ex);
		}
	}

	private CredentialsException failure(Exception ex) {
		if (this.file.homeless()) {
			return this.failures.missing(this.file)
				.withAdvice("Set HOME, or the folder of the cached sign-ins, 'cache-directory'");
		}
		if (ex instanceof NoSuchFileException) {
			return this.failures.missing(this.file);
		}
		if (ex instanceof UnsuitableFileException) {
			return this.failures.invalid(this.file, "the file " + ex.getMessage());
		}
		return this.failures.invalid(this.file, (ex instanceof IOException) ? ex.getClass().getSimpleName()
				: Objects.requireNonNullElse(ex.getMessage(), "it makes no sense"));
	}

	/**
	 * Write a token, for everybody who shares the file. If that fails, this instance goes
	 * on with it alone.
	 * @param token the token
	 */
	void write(T token) {
		try {
			this.file.update(this.writer.apply(token));
			this.unwritten = null;
		}
		catch (IOException ex) {
			this.unwritten = token;
			logger.warn("The " + this.failures.what() + " was renewed, but can't be written to " + this.file + " ("
					+ ex.getClass().getSimpleName() + "): others, and this service when it is started again, may "
					+ "need a new one");
		}
	}

	/**
	 * Return a time as the AWS CLI writes it.
	 * @param instant the time
	 * @return the timestamp, to the second
	 */
	static String timestamp(Instant instant) {
		return instant.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	/**
	 * Do something while nobody else who knows of the lock renews the token.
	 * @param task what to do
	 * @return the result
	 */
	T exclusively(Supplier<T> task) {
		try {
			return this.file.exclusively(task);
		}
		catch (TimeoutException ex) {
			throw new CredentialsException(CredentialsErrorCode.TIMEOUT, this.failures.source(),
					"The " + this.failures.what() + " can't be renewed: " + ex.getMessage())
				.withAdvice("Find out which process holds the file, and end it if it hangs");
		}
	}

	CredentialsException expired() {
		return this.failures.expired(this.file);
	}

	CredentialsException invalid(String problem) {
		return this.failures.invalid(this.file, problem);
	}

}
