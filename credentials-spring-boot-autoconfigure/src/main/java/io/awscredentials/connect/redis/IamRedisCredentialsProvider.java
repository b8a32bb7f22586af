package io.awscredentials.connect.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.connect.IamToken;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Gives Lettuce a token for each new connection, and one more for all connections that
 * are open whenever they are to be authenticated anew.
 */
final class IamRedisCredentialsProvider implements RedisCredentialsProvider {

	/** How long somebody else may be emitting. */
	private static final Duration BUSY = Duration.ofSeconds(1);

	private final RedisLogin login;

	// Without a replay: a connection that has just been opened has its token.
	private final Sinks.Many<RedisCredentials> renewals = Sinks.many().multicast().directBestEffort();

	IamRedisCredentialsProvider(RedisLogin login) {
		this.login = login;
	}

	RedisLogin login() {
		return this.login;
	}

	@Override
	public Mono<RedisCredentials> resolveCredentials() {
		return Mono.fromFuture(this.login::token).map(this::credentials);
	}

	@Override
	public boolean supportsStreaming() {
		return true;
	}

	@Override
	public Flux<RedisCredentials> credentials() {
		return this.renewals.asFlux();
	}

	/**
	 * Authenticate the open connections anew.
	 * @return a future that completes exceptionally if there was no token
	 */
	CompletableFuture<?> renew() {
		if (this.renewals.currentSubscriberCount() == 0) {
			return CompletableFuture.completedFuture(null);
		}
		return this.login.token()
			.thenAccept(
					(token) -> this.renewals.emitNext(credentials(token), Sinks.EmitFailureHandler.busyLooping(BUSY)));
	}

	private RedisCredentials credentials(IamToken token) {
		return RedisCredentials.just(this.login.user(), token.value());
	}

}
