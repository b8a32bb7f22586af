package io.awscredentials.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestLogTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void requestIsRecordedWhole() {
		TestCredentials user = this.server.addUser();
		this.client.sts(user, this.clock.instant(), "AssumeRole", "RoleArn", "arn:aws:iam::123456789012:role/a b",
				"TokenCode", "123456");
		RecordedRequest request = this.server.requests().get(0);
		assertThat(request.time()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
		assertThat(request.service()).isEqualTo("sts");
		assertThat(request.action()).isEqualTo("AssumeRole");
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/");
		assertThat(request.header("authorization")).startsWith("AWS4-HMAC-SHA256");
		assertThat(request.header("X-Absent")).isNull();
		assertThat(request.parameter("RoleArn")).isEqualTo("arn:aws:iam::123456789012:role/a b");
		assertThat(request.parameter("TokenCode")).isEqualTo("123456");
		assertThat(request.body()).startsWith("Action=AssumeRole&");
		assertThat(request.accessKeyId()).isEqualTo(user.accessKeyId());
		assertThat(request.status()).isEqualTo(400);
		assertThat(request).hasToString("POST / (sts AssumeRole) -> 400");
	}

	@Test
	void requestForNothingIsRecorded() {
		assertThat(this.client.get("/somewhere?a=b%20c").statusCode()).isEqualTo(404);
		RecordedRequest request = this.server.requests().get(0);
		assertThat(request.action()).isEqualTo("Unknown");
		assertThat(request.query()).isEqualTo("a=b%20c");
		assertThat(request.parameters()).isEqualTo(Map.of("a", "b c"));
		assertThat(request.accessKeyId()).isNull();
	}

	@Test
	void parametersOfJsonAreRecorded() {
		this.client.json("/somewhere", "{\"grantType\":\"refresh_token\",\"number\":1}");
		assertThat(this.server.requests().get(0).parameters()).isEqualTo(Map.of("grantType", "refresh_token"));
	}

	@Test
	void requestsAreCountedByAction() {
		this.client.get("/latest/meta-data/");
		this.client.get("/latest/meta-data/");
		this.client.get("/v1/credentials");
		assertThat(this.server.count("GetMetadata")).isEqualTo(2);
		assertThat(this.server.requests("GetContainerCredentials")).hasSize(1);
		assertThat(this.server.count("AssumeRole")).isZero();
		this.server.clearRequests();
		assertThat(this.server.requests()).isEmpty();
		assertThat(this.server.count("GetMetadata")).isZero();
	}

	@Test
	void awaitRequestsWaits() {
		CompletableFuture<Void> request = CompletableFuture.runAsync(() -> this.client.get("/v1/credentials"));
		assertThat(this.server.awaitRequests(1, Duration.ofSeconds(30))).hasSize(1);
		request.join();
		assertThat(this.server.awaitRequests("GetContainerCredentials", 1, Duration.ZERO)).hasSize(1);
	}

	@Test
	void awaitRequestsWhenThereAreTooFewFails() {
		this.client.get("/v1/credentials");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.server.awaitRequests(2, Duration.ofMillis(1)))
			.withMessageContaining("there were 1 of [GET /v1/credentials (container GetContainerCredentials) -> 401]");
	}

}
