package io.awscredentials.connect.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.awscredentials.CredentialsException;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.IamTokens;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.event.connection.ReauthenticationFailedEvent;
import io.lettuce.core.protocol.RedisHandshakeHandler;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

/**
 * Has Lettuce authenticate with tokens. Connections that are open are authenticated anew
 * every six hours, since ElastiCache and MemoryDB cut them after twelve, and whenever
 * there are new credentials.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class IamRedisCredentials implements RedisCredentialsProviderFactory, NettyCustomizer, AutoCloseable {

	private static final Duration INTERVAL = Duration.ofHours(6);

	private static final Duration RETRY = Duration.ofMinutes(1);

	private final Map<String, IamRedisCredentialsProvider> byUser = new ConcurrentHashMap<>();

	private final Disposable.Composite subscriptions = Disposables.composite();

	private final RedisCache cache;

	private final Supplier<IamTokens> tokens;

	private final Connections connections;

	private final InstantSource clock;

	private final Consumer<Instant> reminder;

	/**
	 * Create a new instance.
	 * @param cache what is opened
	 * @param tokens gives what makes tokens
	 * @param connections where what happens is shown
	 * @param clock tells when six hours are over
	 * @param scheduler takes an action and gives what has it run at a time, in place of
	 * the time it was to be run at
	 */
	public IamRedisCredentials(RedisCache cache, Supplier<IamTokens> tokens, Connections connections,
			InstantSource clock, Function<Runnable, Consumer<Instant>> scheduler) {
		this.cache = cache;
		this.tokens = tokens;
		this.connections = connections;
		this.clock = clock;
		this.reminder = scheduler.apply(this::renew);
		remind(INTERVAL);
	}

	/**
	 * Return what gives the tokens of a user.
	 * @param configuration tells the user
	 * @return the provider, which is the same one for all nodes
	 * @throws CredentialsException if there is no user
	 */
	@Override
	public RedisCredentialsProvider createCredentialsProvider(RedisConfiguration configuration) {
		String user = (configuration instanceof RedisConfiguration.WithAuthentication authentication)
				? authentication.getUsername() : null;
		return this.byUser.computeIfAbsent(RedisLogin.requireUser(user), this::provider);
	}

	private IamRedisCredentialsProvider provider(String user) {
		return new IamRedisCredentialsProvider(new RedisLogin(this.cache, user, this.tokens,
				this.connections.register("redis", user, this.cache.name(), this.cache.provider()), this.clock));
	}

	/**
	 * Authenticate all open connections anew. Parks no thread.
	 */
	public void renew() {
		CompletableFuture.allOf(
				this.byUser.values().stream().map(IamRedisCredentialsProvider::renew).toArray(CompletableFuture[]::new))
			.whenComplete((done, failure) -> remind((failure != null) ? RETRY : INTERVAL));
	}

	private void remind(Duration delay) {
		this.reminder.accept(this.clock.instant().plus(delay));
	}

	/**
	 * Take note of what the server says to the tokens of new connections.
	 * @param channel a connection that is being opened
	 */
	@Override
	public void afterChannelInitialized(Channel channel) {
		RedisHandshakeHandler handshake = channel.pipeline().get(RedisHandshakeHandler.class);
		if (handshake != null) {
			handshake.channelInitialized().whenComplete((done, failure) -> refused(failure));
		}
	}

	/**
	 * Take note of what the server says to the tokens of open connections.
	 * @param resources where that is told
	 */
	public void listen(ClientResources resources) {
		this.subscriptions.add(resources.eventBus()
			.get()
			.ofType(ReauthenticationFailedEvent.class)
			.subscribe((event) -> refused(event.getCause())));
	}

	private void refused(@Nullable Throwable failure) {
		Throwable cause = failure;
		while (cause != null && !(cause instanceof RedisCommandExecutionException) && cause.getCause() != cause) {
			cause = cause.getCause();
		}
		if (cause != null && cause.getMessage() != null) {
			String answer = cause.getMessage();
			this.byUser.values().forEach((provider) -> provider.login().refused(answer));
		}
	}

	@Override
	public void close() {
		this.subscriptions.dispose();
	}

}
