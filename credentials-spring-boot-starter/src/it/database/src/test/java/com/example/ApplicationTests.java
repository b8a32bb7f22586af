package com.example;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.example.Application.Orders;
import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.gate.GateCertificate;
import io.awscredentials.test.gate.IamTokenVerifier;
import io.awscredentials.test.gate.PostgresGate;
import io.awscredentials.test.gate.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a container whose credentials live for seconds.
 */
@SpringBootTest
class ApplicationTests {

	private static final int ROTATIONS = 3;

	private static final int CLIENTS = 8;

	@TempDir
	static Path folder;

	private static AwsTestServer aws;

	private static PostgresServer server;

	private static PostgresGate gate;

	/** Whose credentials opened connections. */
	private static final Set<String> keys = ConcurrentHashMap.newKeySet();

	@Autowired
	Orders orders;

	@Autowired
	HikariDataSource pool;

	@BeforeAll
	static void startDatabase() {
		if (!PostgresServer.isInstalled()) {
			String missing = "PostgreSQL is not installed: apt-get install postgresql";
			assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
			System.out.println(missing);
			Assumptions.abort(missing);
		}
		aws = AwsTestServer.start();
		aws.container().lifetime(Duration.ofSeconds(30));
		server = PostgresServer.start("CREATE ROLE orders_app LOGIN PASSWORD 'only the gate knows it'",
				"CREATE DATABASE orders OWNER orders_app");
		IamTokenVerifier tokens = new IamTokenVerifier((key) -> {
			keys.add(key);
			return aws.find(key);
		}, InstantSource.system());
		gate = PostgresGate.before(server.port(), "only the gate knows it", tokens)
			.rds("orders.abc123.eu-west-1.rds.amazonaws.com", 5432)
			.start(GateCertificate.create(folder));
	}

	@AfterAll
	static void stopDatabase() {
		if (gate != null) {
			gate.close();
			server.close();
			aws.close();
		}
	}

	@DynamicPropertySource
	static void environment(DynamicPropertyRegistry registry) {
		// What ECS has in variables.
		registry.add("aws.credentials.container.full-uri", () -> aws.container().fullUri());
		registry.add("aws.credentials.container.authorization-token", () -> aws.container().authorizationToken());
		// Seconds, not hours: others every two seconds, and none that end on the way to the database.
		registry.add("aws.credentials.refresh.prefetch", () -> "28s");
		registry.add("aws.credentials.refresh.jitter", () -> "0");
		registry.add("aws.credentials.refresh.expiry-window", () -> "10s");
		// The port of the gate, which stands for one of a tunnel.
		registry.add("spring.datasource.url",
				() -> "jdbc:postgresql://orders.abc123.eu-west-1.rds.amazonaws.com:" + gate.port() + "/orders");
		registry.add("aws.credentials.connect.jdbc.port", () -> "5432");
	}

	@Test
	void readsThroughRotations(@Autowired JdbcClient jdbc) throws Exception {
		jdbc.sql("CREATE TABLE orders(id INT PRIMARY KEY)").update();
		jdbc.sql("INSERT INTO orders VALUES (1), (2), (3)").update();
		Instant limit = Instant.now().plusSeconds(60);
		AtomicBoolean rotated = new AtomicBoolean();
		AtomicInteger queries = new AtomicInteger();
		ExecutorService executor = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Future<?>> clients = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				clients.add(executor.submit(() -> {
					while (!rotated.get()) {
						assertThat(this.orders.count()).isEqualTo(3);
						queries.incrementAndGet();
					}
				}));
			}
			while (keys.size() <= ROTATIONS && Instant.now().isBefore(limit)) {
				// As their age does, after half an hour.
				this.pool.getHikariPoolMXBean().softEvictConnections();
				assertThat(this.orders.count()).isEqualTo(3);
			}
			rotated.set(true);
			for (Future<?> client : clients) {
				client.get(30, TimeUnit.SECONDS);
			}
		}
		finally {
			rotated.set(true);
			executor.shutdownNow();
		}
		assertThat(keys).hasSizeGreaterThan(ROTATIONS);
		assertThat(queries).hasPositiveValue();
		assertThat(gate.logins()).isGreaterThan(ROTATIONS);
		assertThat(gate.refusals()).isEmpty();
		System.out.println("Read through " + ROTATIONS + " rotations without a failed query");
	}

}
