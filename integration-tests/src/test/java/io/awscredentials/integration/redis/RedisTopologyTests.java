package io.awscredentials.integration.redis;

import java.nio.file.Path;
import java.time.Duration;

import io.awscredentials.test.gate.RedisGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of several nodes of Redis that are opened with tokens.
 */
class RedisTopologyTests {

	private RedisApplication application;

	@BeforeEach
	void start(@TempDir Path folder) {
		this.application = new RedisApplication(folder);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void nodesOfClustersAreAuthenticatedAnew() {
		int port = Redis.freePort();
		try (Redis server = Redis.start("cluster-enabled yes", "cluster-announce-ip 127.0.0.1",
				"cluster-announce-port " + port);
				RedisGate gate = this.application.gate(server).port(port).start(this.application.certificate)) {
			server.command("cluster", "addslotsrange", "0", "16383");
			await().atMost(Duration.ofSeconds(30))
				.until(() -> server.command("cluster", "info").contains("cluster_state:ok"));
			this.application
				.with("spring.data.redis.cluster.nodes=127.0.0.1:" + port,
						"aws.credentials.connect.redis.cache-name=my-cache")
				.run((context) -> {
					StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
					redis.opsForValue().set("order", "1");
					int connections = gate.connections();
					int logins = gate.logins();
					this.application.clock.advance(Duration.ofHours(7));
					await().atMost(Duration.ofSeconds(30)).until(() -> gate.logins() > logins);
					this.application.clock.advance(Duration.ofHours(5));
					assertThat(redis.opsForValue().get("order")).isEqualTo("1");
					assertThat(gate.connections()).isEqualTo(connections);
					assertThat(gate.cuts()).isZero();
				});
		}
	}

	@Test
	void replicasAreReadWithTokensToo() {
		try (Redis primary = Redis.start();
				Redis replica = Redis.start("replicaof 127.0.0.1 " + primary.port());
				RedisGate toPrimary = this.application.gate(primary).start(this.application.certificate);
				RedisGate toReplica = this.application.gate(replica).start(this.application.certificate)) {
			await().atMost(Duration.ofSeconds(30))
				.until(() -> replica.command("info", "replication").contains("master_link_status:up"));
			this.application
				.with("spring.data.redis.masterreplica.nodes=127.0.0.1:" + toPrimary.port() + ",127.0.0.1:"
						+ toReplica.port(), "spring.data.redis.lettuce.read-from=replica",
						"aws.credentials.connect.redis.cache-name=my-cache")
				.run((context) -> {
					StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
					redis.opsForValue().set("order", "1");
					await().atMost(Duration.ofSeconds(30)).until(() -> "1".equals(redis.opsForValue().get("order")));
					int logins = toReplica.logins();
					assertThat(logins).isPositive();
					this.application.clock.advance(Duration.ofHours(7));
					await().atMost(Duration.ofSeconds(30)).until(() -> toReplica.logins() > logins);
					assertThat(redis.opsForValue().get("order")).isEqualTo("1");
				});
		}
	}

}
