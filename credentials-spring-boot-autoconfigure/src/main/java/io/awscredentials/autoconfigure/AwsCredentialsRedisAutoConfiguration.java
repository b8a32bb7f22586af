package io.awscredentials.autoconfigure;

import java.util.Optional;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.autoconfigure.ConnectProperties.Redis;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.connect.redis.IamJedisCredentials;
import io.awscredentials.connect.redis.IamRedisCredentials;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.Reminder;
import io.lettuce.core.ClientOptions.ReauthenticateBehavior;
import io.lettuce.core.RedisClient;
import redis.clients.jedis.Jedis;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.JedisClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.jedis.JedisClientConfigBuilderCustomizer;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Auto-configuration of caches that Spring Data Redis opens with tokens.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AwsCredentialsSigningAutoConfiguration.class,
		beforeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnBooleanProperty("aws.credentials.connect.redis.enabled")
@ConditionalOnBean({ IamTokens.class, ProviderDefinitions.class })
@Import(ConnectTokensConfiguration.class)
public final class AwsCredentialsRedisAutoConfiguration {

	AwsCredentialsRedisAutoConfiguration() {
	}

	/**
	 * Where Lettuce is.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ LettuceClientConfigurationBuilderCustomizer.class, RedisClient.class })
	static class LettuceConfiguration {

		@Bean
		IamRedisCredentials awsCredentialsRedis(ConnectProperties properties, ProviderDefinitions definitions,
				ConnectTokens tokens, Connections connections, RefreshScheduler scheduler,
				DataRedisConnectionDetails details) {
			Redis redis = properties.redis();
			return new IamRedisCredentials(RedisSettings.cache(redis, definitions.top()),
					RedisSettings.tokens(tokens, redis, details), connections, scheduler.clock(),
					(action) -> new Reminder(scheduler, action)::at);
		}

		@Bean
		RefreshListener awsCredentialsRedisRefreshListener(IamRedisCredentials credentials,
				ConnectProperties properties) {
			return new RenewingRefreshListener(ConnectTokens.providerName(properties.redis().provider()),
					credentials::renew);
		}

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		LettuceClientConfigurationBuilderCustomizer awsCredentialsLettuceConfigurationCustomizer(
				IamRedisCredentials credentials, DataRedisConnectionDetails details) {
			return (builder) -> {
				LettuceClientConfiguration configuration = builder.build();
				RedisSettings.check(configuration.isUseSsl(), details);
				configuration.getClientResources().ifPresent(credentials::listen);
				builder.redisCredentialsProviderFactory(credentials);
			};
		}

		@Bean
		SmartInitializingSingleton awsCredentialsLettuceCheck(ObjectProvider<LettuceConnectionFactory> factories) {
			return () -> factories.forEach(RedisSettings::warnIfWithoutTokens);
		}

		@Bean
		LettuceClientOptionsBuilderCustomizer awsCredentialsLettuceOptionsCustomizer() {
			return (options) -> options.reauthenticateBehavior(ReauthenticateBehavior.ON_NEW_CREDENTIALS);
		}

		// First, so that the one of the application, if it has one, takes its place.
		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ClientResourcesBuilderCustomizer awsCredentialsLettuceResourcesCustomizer(IamRedisCredentials credentials) {
			return (resources) -> resources.nettyCustomizer(credentials);
		}

	}

	/**
	 * Where Jedis is.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ JedisClientConfigurationBuilderCustomizer.class, Jedis.class })
	static class JedisConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		JedisClientConfigurationBuilderCustomizer awsCredentialsJedisConfigurationCustomizer(
				ConnectProperties properties, ProviderDefinitions definitions, ConnectTokens tokens,
				Connections connections, AwsClients clients, DataRedisConnectionDetails details) {
			Redis redis = properties.redis();
			return (builder) -> {
				JedisClientConfiguration configuration = builder.build();
				RedisSettings.check(configuration.isUseSsl(), details);
				RedisSettings.warnOfJedis();
				IamJedisCredentials credentials = new IamJedisCredentials(RedisSettings.cache(redis, definitions.top()),
						details.getUsername(), RedisSettings.tokens(tokens, redis, details), connections,
						clients.clock());
				Optional<JedisClientConfigBuilderCustomizer> others = configuration.getClientConfigCustomizer();
				builder.customizeClientConfig((client) -> {
					others.ifPresent((other) -> other.customize(client));
					client.credentialsProvider(credentials);
				});
			};
		}

	}

	/**
	 * Where Spring Data Redis is not.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class MissingConfiguration {

		MissingConfiguration() {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Redis",
					"Property 'aws.credentials.connect.redis.enabled' is set, but Spring Data Redis is not there")
				.withAdvice("Add the dependency 'spring-boot-starter-data-redis', or remove the property");
		}

	}

}
