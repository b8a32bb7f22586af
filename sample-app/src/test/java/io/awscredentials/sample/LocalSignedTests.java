package io.awscredentials.sample;

import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The story of the profile {@code local-signed}: one service calls another one behind a
 * gateway that checks signatures, and the page shows who was let through.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@ActiveProfiles("local-signed")
class LocalSignedTests {

	@Autowired
	private RestTestClient client;

	@Autowired
	private AwsTestServer gateway;

	@Test
	void callsAreSignedByPropertyAlone() {
		JsonNode signed = call("signed");
		assertThat(signed.get("status").asInt()).isEqualTo(200);
		assertThat(signed.get("text").asString()).contains("teapot");
		assertThat(seen().get("status").asInt()).isEqualTo(200);
		assertThat(seen().get("accessKeyId").asString()).startsWith("ASIA****");

		JsonNode unsigned = call("unsigned");
		assertThat(unsigned.get("status").asInt()).isEqualTo(403);
		assertThat(unsigned.get("text").asString()).contains("missing Authentication Token");
		assertThat(seen().hasNonNull("accessKeyId")).isFalse();

		assertThat(call("revoked").get("status").asInt()).isEqualTo(200);
		assertThat(this.gateway.requests("GET /orders")).extracting("status").containsExactly(200, 403, 403, 200);

		JsonNode stranger = call("stranger");
		assertThat(stranger.get("status").asInt()).isZero();
		assertThat(stranger.get("text").asString()).contains("orders.example.com");
		assertThat(stranger.get("advice").asString()).isNotEmpty();
		assertThat(this.gateway.requests("GET /orders")).hasSize(4);
	}

	private JsonNode call(String how) {
		return json(this.client.post().uri("/local-signed/" + how));
	}

	private JsonNode seen() {
		return json(this.client.get().uri("/local-signed/gateway")).get(0);
	}

	private static JsonNode json(RestTestClient.RequestHeadersSpec<?> request) {
		return JsonMapper.shared().readTree(request.exchange().returnResult(byte[].class).getResponseBody());
	}

}
