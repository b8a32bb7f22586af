package io.awscredentials.integration.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.gate.RedisGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a real Redis that is opened with tokens.
 */
class RedisTokensTests {

	private Redis server;

	private RedisApplication application;

	@BeforeEach
	void start(@TempDir Path folder) {
		this.server = Redis.start();
		this.application = new RedisApplication(folder);
	}

	@AfterEach
	void stop() {
		if (this.server != null) {
			this.application.close();
			this.server.close();
		}
	}

	@Test
	void cacheIsOpenedWithTokens() {
		try (RedisGate gate = this.application.gate(this.server).start(this.application.certificate)) {
			this.application.with(gate, "aws.credentials.connect.redis.cache-name=My-Cache").run((context) -> {
				write(context, "1");
				assertThat(this.server.command("get", "order")).isEqualTo("1");
				assertThat(gate.logins()).isEqualTo(1);
				assertThat(RedisApplication.connections(context)).singleElement().satisfies((status) -> {
					assertThat(status.what()).isEqualTo("redis");
					assertThat(status.user()).isEqualTo("app");
					assertThat(status.host()).isEqualTo("my-cache");
					assertThat(status.provider()).isEqualTo("default");
					assertThat(status.lastToken()).isEqualTo(this.application.clock.instant());
					assertThat(status.lastFailure()).isNull();
				});
			});
		}
	}

	@Test
	void serverlessCachesAndMemoryDbAreOpenedToo() {
		try (RedisGate gate = this.application.gate(this.server)
			.elastiCacheServerless("my-cache")
			.start(this.application.certificate)) {
			this.application.with(gate, "aws.credentials.connect.redis.serverless=true")
				.run((context) -> write(context, "1"));
		}
		try (RedisGate gate = this.application.gate(this.server)
			.memoryDb("my-cache")
			.start(this.application.certificate)) {
			this.application.with(gate, "aws.credentials.connect.redis.kind=memorydb")
				.run((context) -> write(context, "2"));
		}
	}

	@Test
	void connectionLivesOnPastTwelveHoursAndOverNewCredentials() {
		try (RedisGate gate = this.application.gate(this.server).start(this.application.certificate)) {
			this.application.with(gate).run((context) -> {
				write(context, "0");
				for (int i = 1; i <= 5; i++) {
					int logins = gate.logins();
					this.application.clock.advance(Duration.ofHours(7));
					await().atMost(Duration.ofSeconds(30)).until(() -> gate.logins() > logins);
					write(context, String.valueOf(i));
				}
				int logins = gate.logins();
				context.getBean(RefreshingCredentialsProvider.class).refresh().join();
				await().atMost(Duration.ofSeconds(30)).until(() -> gate.logins() > logins);
				write(context, "6");
				assertThat(gate.connections()).isEqualTo(1);
				assertThat(gate.cuts()).isZero();
				assertThat(gate.refusals()).isEmpty();
			});
		}
	}

	@Test
	void jedisOpensAnotherConnectionAfterTwelveHours() {
		try (RedisGate gate = this.application.gate(this.server).start(this.application.certificate)) {
			this.application.with(gate, "spring.data.redis.client-type=jedis").run((context) -> {
				write(context, "1");
				this.application.clock.advance(Duration.ofHours(12));
				await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
					write(context, "2");
					return true;
				});
				assertThat(gate.cuts()).isEqualTo(1);
				assertThat(gate.logins()).isEqualTo(2);
			});
		}
	}

	@Test
	void whoIsRefusedIsToldWhy() {
		try (RedisGate gate = this.application.gate(this.server).start(this.application.certificate)) {
			this.application.with(gate, "spring.data.redis.username=stranger").run((context) -> {
				assertThatExceptionOfType(RedisConnectionFailureException.class).isThrownBy(() -> write(context, "1"));
				ConnectionStatus.Failure failure = await().atMost(Duration.ofSeconds(30))
					.until(() -> RedisApplication.connections(context).get(0).lastFailure(), Objects::nonNull);
				assertThat(failure.message()).contains("'stranger'", "'my-cache'", "WRONGPASS").doesNotContain("X-Amz");
				assertThat(failure.advice()).contains("authentication mode IAM", "elasticache:Connect");
			});
		}
	}

	@Test
	void revokedCredentialsAreReplaced() {
		try (RedisGate gate = this.application.gate(this.server).start(this.application.certificate)) {
			this.application.with(gate).run((context) -> {
				write(context, "1");
				String revoked = context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId();
				this.application.aws.revoke(revoked);
				gate.drop();
				await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
					write(context, "2");
					return true;
				});
				assertThat(gate.refusals()).isNotEmpty();
				assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
					.isNotEqualTo(revoked);
			});
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -20, 20 })
	void clockThatIsWrongIsCorrected(int minutesAhead) {
		try (RedisGate gate = this.application.gate(this.server).start(this.application.certificate)) {
			this.application.clockAhead(Duration.ofMinutes(minutesAhead))
				.with(gate)
				.run((context) -> write(context, "1"));
			assertThat(gate.refusals()).isEmpty();
		}
	}

	@Test
	void restartOfTheServerIsOvercome() {
		try (RedisGate gate = this.application.gate(this.server).start(this.application.certificate)) {
			this.application.with(gate).run((context) -> {
				write(context, "1");
				this.server.server().stop();
				this.server.server().start();
				await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
					write(context, "2");
					return true;
				});
				assertThat(this.server.command("get", "order")).isEqualTo("2");
			});
		}
	}

	private static void write(ApplicationContext context, String value) {
		StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
		redis.opsForValue().set("order", value);
		assertThat(redis.opsForValue().get("order")).isEqualTo(value);
	}

}
