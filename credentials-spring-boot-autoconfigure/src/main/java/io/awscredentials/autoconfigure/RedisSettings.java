package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.autoconfigure.ConnectProperties.Redis;
import io.awscredentials.autoconfigure.ConnectProperties.RedisKind;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.connect.redis.IamRedisCredentials;
import io.awscredentials.connect.redis.RedisCache;
import io.awscredentials.region.AwsHost;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Node;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Standalone;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Checks what is said about a cache that is opened with tokens.
 */
final class RedisSettings {

	private static final String PROVIDER = "connect.redis.provider";

	private static final Log logger = LogFactory.getLog(RedisSettings.class);

	private RedisSettings() {
	}

	static RedisCache cache(Redis redis, ProviderDefinition top) {
		String name = top.required("connect.redis.cache-name", redis.cacheName()).toLowerCase(Locale.ROOT);
		if (redis.serverless() && redis.kind() == RedisKind.MEMORYDB) {
			throw top.invalid("connect.redis.serverless", "is for ElastiCache, but 'kind' is 'memorydb'",
					"Remove one of the two");
		}
		RedisCache.Kind kind = (redis.kind() == RedisKind.MEMORYDB) ? RedisCache.Kind.MEMORYDB
				: (redis.serverless()) ? RedisCache.Kind.ELASTICACHE_SERVERLESS : RedisCache.Kind.ELASTICACHE;
		return new RedisCache(kind, name, ConnectTokens.providerName(redis.provider()));
	}

	/**
	 * Return what makes tokens. Hosts of MemoryDB tell the region of their cluster; in
	 * those of ElastiCache it is abbreviated.
	 * @param tokens gives it
	 * @param redis the properties
	 * @param details tells the hosts
	 * @return what makes tokens
	 */
	static Supplier<IamTokens> tokens(ConnectTokens tokens, Redis redis, DataRedisConnectionDetails details) {
		String region = ConnectTokens.text(redis.region());
		return tokens.of(PROVIDER, redis.provider(), (region != null) ? region : region(details));
	}

	private static @Nullable String region(DataRedisConnectionDetails details) {
		Standalone standalone = details.getStandalone();
		Stream<String> alone = (standalone != null) ? Stream.of(standalone.getHost()) : Stream.empty();
		List<Node> nodes = (details.getCluster() != null) ? details.getCluster().getNodes()
				: (details.getMasterReplica() != null) ? details.getMasterReplica().getNodes() : List.of();
		return Stream.concat(nodes.stream().map(Node::host), alone)
			.map(AwsHost::parse)
			.filter((host) -> host != null && host.service().equals("memorydb"))
			.map((host) -> Objects.requireNonNull(host).region())
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	static void check(boolean ssl, DataRedisConnectionDetails details) {
		if (!ssl) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Redis",
					"Property 'spring.data.redis.ssl.enabled' is not 'true', and tokens are not sent in plain text")
				.withAdvice("Set it to 'true': caches take tokens over TLS only");
		}
		if (details.getPassword() != null) {
			logger.warn("'spring.data.redis.password' is not used: 'aws.credentials.connect.redis' has tokens sent");
		}
	}

	static void warnIfWithoutTokens(LettuceConnectionFactory factory) {
		boolean withTokens = factory.getClientConfiguration()
			.getRedisCredentialsProviderFactory()
			.filter(IamRedisCredentials.class::isInstance)
			.isPresent();
		if (!withTokens) {
			logger.warn("A LettuceConnectionFactory of the application does not use tokens: apply the customizers of "
					+ "Spring Boot to it, or ask IamTokens for tokens");
		}
	}

	static void warnOfJedis() {
		logger.warn("Jedis does not authenticate open connections anew: they are cut after 12 hours; Lettuce does");
	}

}
