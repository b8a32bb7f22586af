package io.awscredentials.connect.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.connect.IamToken;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.connect.TrackedConnection;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tokens that one user opens a cache with, and takes what the server says to
 * them.
 */
final class RedisLogin {

	/**
	 * How long credentials are kept once others were asked for in place of refused ones.
	 */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final Set<String> REFUSALS = Set.of("WRONGPASS", "NOAUTH");

	private final RedisCache cache;

	private final String user;

	private final Supplier<IamTokens> tokens;

	private final TrackedConnection connection;

	private final InstantSource clock;

	private volatile @Nullable Credentials latest;

	private volatile Instant patientUntil = Instant.MIN;

	RedisLogin(RedisCache cache, String user, Supplier<IamTokens> tokens, TrackedConnection connection,
			InstantSource clock) {
		this.cache = cache;
		this.user = user;
		this.tokens = tokens;
		this.connection = connection;
		this.clock = clock;
	}

	static String requireUser(@Nullable String user) {
		if (user == null || user.isBlank()) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Redis",
					"Property 'spring.data.redis.username' is not set, but 'aws.credentials.connect.redis.enabled' is")
				.withAdvice("Set it to the user of the cache, whose name is its ID");
		}
		return user;
	}

	String user() {
		return this.user;
	}

	/**
	 * Return a token that was made just now. Parks no thread.
	 * @return a future of the token
	 */
	CompletableFuture<IamToken> token() {
		try {
			IamTokens tokens = this.tokens.get();
			return tokens.provider()
				.resolveCredentialsAsync()
				.thenApply((credentials) -> sign(tokens, credentials))
				.whenComplete((token, failure) -> track(failure));
		}
		catch (RuntimeException ex) {
			track(ex);
			return CompletableFuture.failedFuture(ex);
		}
	}

	private IamToken sign(IamTokens tokens, Credentials credentials) {
		this.latest = credentials;
		return this.cache.token(tokens.provider(() -> credentials), this.user);
	}

	private void track(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof CredentialsException known) {
			this.connection.failed(known);
		}
		else if (cause == null) {
			this.connection.tokenIssued();
		}
	}

	/**
	 * The server said no. If that is to the token, perhaps the credentials that it was
	 * made with were revoked.
	 * @param answer the answer of the server, of which the first word is told: the rest
	 * may repeat the token
	 */
	void refused(String answer) {
		String word = answer.split(" ", 2)[0].toUpperCase(Locale.ROOT);
		if (!REFUSALS.contains(word)) {
			return;
		}
		this.connection.failed(CredentialsErrorCode.TOKEN_REJECTED,
				"Redis refused user '" + this.user + "' of '" + this.cache.name() + "': " + word, this.cache.advice());
		Credentials rejected = this.latest;
		Instant now = this.clock.instant();
		if (rejected != null && now.isAfter(this.patientUntil)) {
			this.patientUntil = now.plus(PATIENCE);
			CredentialsProvider provider = this.tokens.get().provider();
			provider.invalidate(rejected);
		}
	}

}
