package io.awscredentials.autoconfigure;

import java.time.Duration;

import io.awscredentials.CredentialsException;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.redis.IamRedisCredentials;
import io.awscredentials.refresh.RefreshListener;
import io.lettuce.core.ClientOptions.ReauthenticateBehavior;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.cluster.ClusterClientOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the wiring of Spring Data Redis; that of a real Redis is tested elsewhere.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsRedisAutoConfiguration.class,
				SslAutoConfiguration.class, DataRedisAutoConfiguration.class))
		.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.connect.redis.enabled=true",
				"aws.credentials.connect.redis.cache-name=My-Cache", "spring.data.redis.username=app",
				"spring.data.redis.ssl.enabled=true");

	@Test
	void isOffUntilAskedFor() {
		this.runner.withPropertyValues("aws.credentials.connect.redis.enabled=false").run((context) -> {
			assertThat(context.getBean(LettuceConnectionFactory.class)
				.getClientConfiguration()
				.getRedisCredentialsProviderFactory()).isEmpty();
			assertThat(context).doesNotHaveBean(ConnectTokens.class);
		});
	}

	@Test
	void connectionsAreAuthenticatedAnew() {
		this.runner.run((context) -> {
			LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
			assertThat(factory.getClientConfiguration().getRedisCredentialsProviderFactory()).isPresent();
			assertThat(factory.getClientConfiguration().getClientOptions().orElseThrow().getReauthenticateBehaviour())
				.isEqualTo(ReauthenticateBehavior.ON_NEW_CREDENTIALS);
			assertThat(context.getBean(Connections.class).statuses()).singleElement()
				.satisfies((status) -> assertThat(status.host()).isEqualTo("my-cache"));
		});
	}

	@Test
	void clustersKeepTheirOptions() {
		this.runner
			.withPropertyValues("spring.data.redis.cluster.nodes=localhost:7000,localhost:7001",
					"spring.data.redis.lettuce.cluster.refresh.period=1m")
			.run((context) -> {
				LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
				assertThat(factory.getClientConfiguration().getClientOptions().orElseThrow())
					.isInstanceOfSatisfying(ClusterClientOptions.class, (options) -> {
						assertThat(options.getReauthenticateBehaviour())
							.isEqualTo(ReauthenticateBehavior.ON_NEW_CREDENTIALS);
						assertThat(options.getTopologyRefreshOptions().isPeriodicRefreshEnabled()).isTrue();
					});
				assertThat(context.getBean(Connections.class).statuses()).hasSize(1);
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			host=clustercfg.my-cache.abc123.memorydb.eu-central-1.amazonaws.com | | eu-central-1
			cluster.nodes=clustercfg.my-cache.abc123.memorydb.eu-central-1.amazonaws.com:6379 | | eu-central-1
			masterreplica.nodes=localhost:1,n1.my-cache.abc123.memorydb.eu-central-1.amazonaws.com:2 | | eu-central-1
			host=clustercfg.my-cache.abc123.memorydb.eu-central-1.amazonaws.com | eu-west-1 | eu-west-1
			host=master.my-cache.abc123.euc1.cache.amazonaws.com | | us-west-2
			host=localhost | | us-west-2
			""")
	void regionIsThatOfThePropertyOrTheHostOrTheCredentials(String hosts, String property, String region) {
		this.runner
			.withPropertyValues("spring.data.redis." + hosts, "aws.credentials.region=us-west-2",
					"aws.credentials.connect.redis.kind=memorydb", "aws.credentials.static.access-key-id=AKIDEXAMPLE",
					"aws.credentials.static.secret-access-key=secret",
					"aws.credentials.connect.redis.region=" + ((property != null) ? property : ""))
			.run((context) -> {
				RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration();
				configuration.setUsername("app");
				RedisCredentials credentials = context.getBean(IamRedisCredentials.class)
					.createCredentialsProvider(configuration)
					.resolveCredentials()
					.block(Duration.ofSeconds(10));
				assertThat(new String(credentials.getPassword())).contains("%2F" + region + "%2Fmemorydb%2F");
			});
	}

	@Test
	void userAndTlsAndCacheAreNeeded() {
		assertRefused("spring.data.redis.username=", "'spring.data.redis.username'");
		assertRefused("spring.data.redis.ssl.enabled=false", "'spring.data.redis.ssl.enabled'");
		assertRefused("aws.credentials.connect.redis.cache-name=", "'aws.credentials.connect.redis.cache-name'");
		assertRefused("aws.credentials.connect.redis.provider=other", "'aws.credentials.connect.redis.provider'");
		this.runner
			.withPropertyValues("aws.credentials.connect.redis.kind=memorydb",
					"aws.credentials.connect.redis.serverless=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'aws.credentials.connect.redis.serverless'"));
	}

	@Test
	void jedisNeedsTheSame(CapturedOutput output) {
		this.runner.withPropertyValues("spring.data.redis.client-type=jedis").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("Jedis does not authenticate open connections anew");
			assertThat(context.getBean(Connections.class).statuses()).hasSize(1);
		});
		assertRefused("spring.data.redis.client-type=jedis", "'spring.data.redis.username'",
				"spring.data.redis.username=");
	}

	@Test
	void passwordThatIsNotUsedIsMentioned(CapturedOutput output) {
		this.runner.withPropertyValues("spring.data.redis.password=forgotten").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("'spring.data.redis.password' is not used").doesNotContain("forgotten");
		});
	}

	@Test
	void connectionsWithoutTokensAreMentioned(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output).doesNotContain("does not use tokens"));
		this.runner.withBean(LettuceConnectionFactory.class, LettuceConnectionFactory::new)
			.run((context) -> assertThat(output).contains("does not use tokens"));
	}

	@Test
	void springDataRedisIsNeeded() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsRedisAutoConfiguration.class))
			.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.connect.redis.enabled=true")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.data.redis"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Spring Data Redis is not there"));
	}

	@Test
	void listenersOfRefreshesMayUseRedis() {
		this.runner.withUserConfiguration(TellingListener.class).run((context) -> assertThat(context).hasNotFailed());
	}

	private void assertRefused(String property, String named, String... properties) {
		this.runner.withPropertyValues(property)
			.withPropertyValues(properties)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CredentialsException.class)
				.hasMessageContaining(named));
	}

	static class TellingListener implements RefreshListener {

		@Autowired
		RedisConnectionFactory redis;

	}

}
