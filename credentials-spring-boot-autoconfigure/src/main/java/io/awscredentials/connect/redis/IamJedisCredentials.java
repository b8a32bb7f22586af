package io.awscredentials.connect.redis;

import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import io.awscredentials.CredentialsException;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.IamTokens;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;

/**
 * Gives Jedis a token for each new connection. Jedis does not authenticate the ones it
 * has anew; they are cut after twelve hours.
 *
 * @since 0.1.0
 */
public final class IamJedisCredentials implements Supplier<RedisCredentials> {

	private final RedisLogin login;

	/**
	 * Create a new instance.
	 * @param cache what is opened
	 * @param user the user, or {@code null} if that is to be said
	 * @param tokens gives what makes tokens
	 * @param connections where what happens is shown
	 * @param clock tells the time
	 * @throws CredentialsException if there is no user
	 */
	public IamJedisCredentials(RedisCache cache, @Nullable String user, Supplier<IamTokens> tokens,
			Connections connections, InstantSource clock) {
		String required = RedisLogin.requireUser(user);
		this.login = new RedisLogin(cache, required, tokens,
				connections.register("redis", required, cache.name(), cache.provider()), clock);
	}

	@Override
	public RedisCredentials get() {
		try {
			return new DefaultRedisCredentials(this.login.user(), this.login.token().join().value());
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof CredentialsException cause) ? cause : ex;
		}
	}

}
