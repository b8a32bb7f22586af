package io.awscredentials.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.awscredentials.test.http.Json;

import static io.awscredentials.test.AwsClient.xml;
import static org.assertj.core.api.Assertions.assertThat;

class ContainerServiceTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void credentialsAreThoseOfTheRole() {
		this.server.container().roleArn("arn:aws:iam::210987654321:role/task").lifetime(Duration.ofHours(1));
		Map<String, @Nullable Object> document = Json
			.readObject(this.client.get("/v1/credentials", "Authorization", "test-container-token").body());
		assertThat(document).containsEntry("RoleArn", "arn:aws:iam::210987654321:role/task")
			.containsEntry("AccountId", "210987654321")
			.containsEntry("Expiration", "2026-11-21T09:00:00Z");
		TestCredentials issued = new TestCredentials(String.valueOf(document.get("AccessKeyId")),
				String.valueOf(document.get("SecretAccessKey")), Json.text(document, "Token"), null, "");
		assertThat(xml(this.client.sts(issued, this.clock.instant(), "GetCallerIdentity"), "Arn"))
			.isEqualTo("arn:aws:sts::210987654321:assumed-role/task/container");
	}

	@Test
	void authorizationTokenIsRequired() {
		HttpResponse<String> without = this.client.get("/v1/credentials");
		assertThat(without.statusCode()).isEqualTo(401);
		assertThat(Json.readObject(without.body())).containsEntry("code", "AccessDeniedException")
			.containsEntry("message", "Authorization token is missing");
		assertThat(this.client.get("/v1/credentials", "Authorization", "other").body()).contains("is not valid");
		this.server.container().authorizationToken("other");
		assertThat(this.client.get("/v1/credentials", "Authorization", "other").statusCode()).isEqualTo(200);
		this.server.container().authorizationToken(null);
		assertThat(this.client.get("/v1/credentials").statusCode()).isEqualTo(200);
	}

	@Test
	void pathMayBeAnother() {
		this.server.container().path("/v2/credentials/1234").authorizationToken(null);
		assertThat(this.server.container().fullUri().toString()).isEqualTo(this.server.uri() + "/v2/credentials/1234");
		assertThat(this.client.get("/v1/credentials").statusCode()).isEqualTo(404);
		assertThat(this.client.get("/v2/credentials/1234").statusCode()).isEqualTo(200);
	}

	@Test
	void answerMayLackWhatIsOptional() {
		this.server.container().authorizationToken(null).withoutAccountId().lifetime(null);
		assertThat(Json.readObject(this.client.get("/v1/credentials").body())).containsKey("AccessKeyId")
			.doesNotContainKeys("AccountId", "Expiration");
	}

}
