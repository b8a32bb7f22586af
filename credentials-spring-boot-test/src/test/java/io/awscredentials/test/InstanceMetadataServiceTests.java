package io.awscredentials.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.awscredentials.test.http.Json;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceMetadataServiceTests {

	private static final String LEGACY = "/latest/meta-data/iam/security-credentials/";

	private static final String EXTENDED = "/latest/meta-data/iam/security-credentials-extended/";

	private static final String TTL = "x-aws-ec2-metadata-token-ttl-seconds";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void tokenTellsItsTimeToLive() {
		HttpResponse<String> response = this.client.put("/latest/api/token", TTL, "60");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue(TTL)).hasValue("60");
		assertThat(get(LEGACY, response.body()).statusCode()).isEqualTo(200);
		this.clock.advance(Duration.ofSeconds(60));
		assertThat(get(LEGACY, response.body()).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "21601", "x" })
	void tokenWithoutAProperTimeToLiveIsRefused(String ttl) {
		assertThat(this.client.put("/latest/api/token", TTL, ttl).statusCode()).isEqualTo(400);
		assertThat(this.client.put("/latest/api/token").statusCode()).isEqualTo(400);
	}

	@Test
	void forwardedTokenRequestIsForbidden() {
		assertThat(this.client.put("/latest/api/token", TTL, "60", "X-Forwarded-For", "10.0.0.1").statusCode())
			.isEqualTo(403);
	}

	@Test
	void credentialsAreThoseOfTheRole() {
		this.server.instanceMetadata().role("web-role").lifetime(Duration.ofHours(1));
		String token = token();
		assertThat(get(LEGACY, token).body()).isEqualTo("web-role");
		Map<String, @Nullable Object> document = Json.readObject(get(LEGACY + "web-role", token).body());
		assertThat(document).containsEntry("Code", "Success")
			.containsEntry("Type", "AWS-HMAC")
			.containsEntry("LastUpdated", "2026-11-21T08:00:00Z")
			.containsEntry("Expiration", "2026-11-21T09:00:00Z")
			.doesNotContainKey("AccountId");
		assertThat(Json.text(document, "AccessKeyId")).startsWith("ASIA");
		assertThat(get(LEGACY + "other", token).statusCode()).isEqualTo(404);
	}

	@Test
	void extendedPathsTellTheAccount() {
		this.server.instanceMetadata().role("web-role").accountId("210987654321");
		String token = token();
		assertThat(get(EXTENDED, token).body()).isEqualTo("web-role");
		assertThat(Json.readObject(get(EXTENDED + "web-role", token).body())).containsEntry("AccountId",
				"210987654321");
		this.server.instanceMetadata().extended(false);
		assertThat(get(EXTENDED, token).statusCode()).isEqualTo(404);
		assertThat(get(LEGACY, token).statusCode()).isEqualTo(200);
	}

	@Test
	void withoutRoleNothingIsListed() {
		this.server.instanceMetadata().withoutRole();
		assertThat(get(LEGACY, token()).statusCode()).isEqualTo(404);
		assertThat(get(EXTENDED, token()).statusCode()).isEqualTo(404);
	}

	@Test
	void withoutTokenOnlyVersionOneAnswers() {
		assertThat(this.client.get(LEGACY).statusCode()).isEqualTo(401);
		this.server.instanceMetadata().allowV1(true);
		assertThat(this.client.get(LEGACY).statusCode()).isEqualTo(200);
		assertThat(get(LEGACY, "made-up").statusCode()).isEqualTo(401);
	}

	@Test
	void tokensCanBeForgotten() {
		String token = token();
		this.server.instanceMetadata().expireTokens();
		assertThat(get(LEGACY, token).statusCode()).isEqualTo(401);
		assertThat(get(LEGACY, token()).statusCode()).isEqualTo(200);
	}

	@Test
	void failureIsAnAnswer() {
		this.server.instanceMetadata().fail("AssumeRoleUnauthorizedAccess", "EC2 cannot assume the role");
		HttpResponse<String> response = get(LEGACY + "test-instance-role", token());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Json.readObject(response.body())).containsEntry("Code", "AssumeRoleUnauthorizedAccess")
			.containsEntry("Message", "EC2 cannot assume the role")
			.doesNotContainKey("AccessKeyId");
		this.server.instanceMetadata().succeed();
		assertThat(get(LEGACY + "test-instance-role", token()).body()).contains("Success");
	}

	@Test
	void regionIsTold() {
		assertThat(get("/latest/meta-data/placement/region", token()).body()).isEqualTo("us-east-1");
	}

	private String token() {
		return this.client.put("/latest/api/token", TTL, "21600").body();
	}

	private HttpResponse<String> get(String path, String token) {
		return this.client.get(path, "x-aws-ec2-metadata-token", token);
	}

}
