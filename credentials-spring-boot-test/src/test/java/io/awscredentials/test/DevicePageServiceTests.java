package io.awscredentials.test;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.awscredentials.test.http.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DevicePageServiceTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	private Map<String, ?> registration = Map.of();

	private Map<String, ?> device = Map.of();

	@BeforeEach
	void startDevice() {
		this.registration = Json.readObject(
				this.client.json("/client/register", "{\"clientName\":\"test\",\"clientType\":\"public\"}").body());
		this.device = Json
			.readObject(this.client
				.json("/device_authorization",
						Json.write(Map.of("clientId", registered("clientId"), "clientSecret",
								registered("clientSecret"), "startUrl", "https://d-1234567890.awsapps.com/start")))
				.body());
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void linkOfTheDeviceShowsItsCodeToConfirm() {
		HttpResponse<String> page = this.client.get(link());
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
		assertThat(page.body()).contains("<p class=\"code\">" + userCode() + "</p>", "value=\"approve\"");
		assertThat(token()).contains("authorization_pending");
		assertThat(decide("approve").body()).contains("You are signed in");
		assertThat(token()).contains("accessToken");
	}

	@Test
	void personMayDecline() {
		assertThat(decide("deny").body()).contains("Declined");
		assertThat(token()).contains("access_denied");
	}

	@Test
	void addressWithoutCodeAsksForIt() {
		assertThat(String.valueOf(this.device.get("verificationUri"))).isEqualTo(this.server.uri() + "/device");
		assertThat(this.client.get("/device").body()).contains("name=\"user_code\"").doesNotContain("approve");
		assertThat(this.client.get("/device?user_code=+" + userCode().toLowerCase(java.util.Locale.ROOT)).body())
			.contains("approve");
	}

	@Test
	void codeThatNothingWaitsForIsNotShownAgain() {
		HttpResponse<String> page = this.client.get("/device?user_code=%3Cscript%3E");
		assertThat(page.statusCode()).isEqualTo(404);
		assertThat(page.body()).contains("Nothing waits for this code").doesNotContain("script", "SCRIPT");
		assertThat(decide("approve").statusCode()).isEqualTo(200);
		assertThat(decide("deny").statusCode()).isEqualTo(404);
		assertThat(token()).contains("accessToken");
	}

	@Test
	void codeThatExpiredCannotBeConfirmed() {
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.client.get(link()).statusCode()).isEqualTo(404);
		assertThat(decide("approve").statusCode()).isEqualTo(404);
	}

	@Test
	void decisionIsOneOfTwo() {
		assertThat(decide("perhaps").statusCode()).isEqualTo(400);
		assertThat(token()).contains("authorization_pending");
	}

	private String link() {
		URI link = URI.create(String.valueOf(this.device.get("verificationUriComplete")));
		return link.getPath() + "?" + link.getQuery();
	}

	private String userCode() {
		return String.valueOf(this.device.get("userCode"));
	}

	private String registered(String name) {
		return String.valueOf(this.registration.get(name));
	}

	private HttpResponse<String> decide(String decision) {
		return this.client.send("POST", "/device", Map.of("Content-Type", "application/x-www-form-urlencoded"),
				"user_code=" + userCode() + "&decision=" + decision);
	}

	private String token() {
		return this.client.json("/token",
				Json.write(Map.of("clientId", registered("clientId"), "clientSecret", registered("clientSecret"),
						"grantType", "urn:ietf:params:oauth:grant-type:device_code", "deviceCode",
						String.valueOf(this.device.get("deviceCode")))))
			.body();
	}

}
