package io.awscredentials.test;

import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AwsTestServerTests {

	@Test
	void closeLeavesNoThread() {
		AwsTestServer server = AwsTestServer.start();
		new AwsClient(server).get("/latest/meta-data/");
		assertThat(serverThreads()).isNotEmpty();
		server.close();
		assertThat(serverThreads()).isEmpty();
		server.close();
	}

	@Test
	void portMayBeFixed() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		try (AwsTestServer server = AwsTestServer.start(port, InstantSource.system())) {
			assertThat(server.uri().getPort()).isEqualTo(port);
			assertThatExceptionOfType(java.io.UncheckedIOException.class)
				.isThrownBy(() -> AwsTestServer.start(port, InstantSource.system()))
				.withMessage("The test server can't listen on port " + port);
		}
	}

	@Test
	void propertiesPointToTheServer() {
		try (AwsTestServer server = AwsTestServer.start()) {
			assertThat(server.properties()).containsEntry("aws.credentials.region", "us-east-1")
				.containsEntry("aws.credentials.sts.endpoint", server.uri().toString())
				.containsEntry("aws.credentials.sso.endpoint", server.uri().toString())
				.containsEntry("aws.credentials.sso.oidc-endpoint", server.uri().toString())
				.containsEntry("aws.credentials.login.endpoint", server.uri().toString());
		}
	}

	@Test
	@Timeout(60)
	void manyClientsAreServedAtOnce() throws Exception {
		int clients = 64;
		CountDownLatch latch = new CountDownLatch(1);
		ExecutorService executor = Executors.newFixedThreadPool(clients);
		try (AwsTestServer server = AwsTestServer.start()) {
			server.container().authorizationToken(null);
			server.fault(Fault.hold(latch).times(clients));
			AwsClient client = new AwsClient(server);
			List<CompletableFuture<Integer>> answers = new ArrayList<>();
			for (int i = 0; i < clients; i++) {
				answers.add(CompletableFuture.supplyAsync(() -> client.get("/v1/credentials").statusCode(), executor));
			}
			server.awaitRequests(clients, java.time.Duration.ofSeconds(30));
			latch.countDown();
			for (CompletableFuture<Integer> answer : answers) {
				assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(200);
			}
			for (int i = 0; i < 2000; i++) {
				assertThat(client.get("/v1/credentials").statusCode()).isEqualTo(200);
			}
			assertThat(server.count("GetContainerCredentials")).isEqualTo(clients + 2000);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void credentialsAreNotPrinted() {
		TestCredentials credentials = new TestCredentials("AKIATEST", "the-secret", "the-token", Instant.EPOCH, "1");
		assertThat(credentials.toString()).contains("AKIATEST").doesNotContain("the-secret", "the-token");
	}

	private static List<String> serverThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("aws-test-server"))
			.toList();
	}

}
