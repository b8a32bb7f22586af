package io.awscredentials.test;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.awscredentials.test.http.Json;

import static io.awscredentials.test.AwsClient.xml;
import static org.assertj.core.api.Assertions.assertThat;

class SsoPortalServiceTests {

	private static final String PATH = "/federation/credentials?role_name=Admin&account_id=210987654321";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void accessTokenBecomesCredentials() {
		HttpResponse<String> response = get(PATH, this.server.identityCenter().signIn());
		assertThat(response.statusCode()).isEqualTo(200);
		Map<?, ?> document = (Map<?, ?>) Objects
			.requireNonNull(Json.readObject(response.body()).get("roleCredentials"));
		Instant expiration = Instant.ofEpochMilli(Long.parseLong(String.valueOf(document.get("expiration"))));
		assertThat(expiration).isEqualTo("2026-11-21T09:00:00Z");
		TestCredentials issued = new TestCredentials(String.valueOf(document.get("accessKeyId")),
				String.valueOf(document.get("secretAccessKey")), String.valueOf(document.get("sessionToken")), null,
				"");
		assertThat(xml(this.client.sts(issued, this.clock.instant(), "GetCallerIdentity"), "Arn"))
			.startsWith("arn:aws:sts::210987654321:assumed-role/AWSReservedSSO_Admin_");
	}

	@Test
	void unknownOrExpiredTokenIsUnauthorized() {
		SsoToken token = this.server.identityCenter().signIn();
		assertThat(this.client.get(PATH).statusCode()).isEqualTo(401);
		HttpResponse<String> response = this.client.get(PATH, "x-amz-sso_bearer_token", "unknown");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("UnauthorizedException");
		assertThat(Json.readObject(response.body())).containsEntry("message", "Session token not found or invalid");
		this.clock.advance(Duration.ofHours(1));
		assertThat(get(PATH, token).statusCode()).isEqualTo(401);
	}

	@Test
	void tokensCanBeExpired() {
		SsoToken token = this.server.identityCenter().signIn();
		this.server.identityCenter().expireAccessTokens();
		assertThat(get(PATH, token).statusCode()).isEqualTo(401);
		assertThat(get(PATH, this.server.identityCenter().signIn()).statusCode()).isEqualTo(200);
	}

	@Test
	void roleThatIsNotAssignedIsForbidden() {
		SsoToken token = this.server.identityCenter().assign("210987654321", "ReadOnly").signIn();
		assertThat(get(PATH, token).statusCode()).isEqualTo(403);
		assertThat(get(PATH.replace("Admin", "ReadOnly"), token).statusCode()).isEqualTo(200);
	}

	@Test
	void parametersAreRequired() {
		SsoToken token = this.server.identityCenter().signIn();
		assertThat(get("/federation/credentials?role_name=Admin", token).statusCode()).isEqualTo(400);
		assertThat(get("/federation/credentials?account_id=1", token).statusCode()).isEqualTo(400);
	}

	@Test
	void throttlingHasTheShapeOfThePortal() {
		this.server.fault(Fault.throttling());
		HttpResponse<String> response = get(PATH, this.server.identityCenter().signIn());
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("TooManyRequestsException");
	}

	@Test
	void cacheIsWrittenWhereTheSdksLookForIt(@TempDir Path directory) throws Exception {
		SsoToken token = this.server.identityCenter().signIn();
		Path file = token.writeTo(directory.resolve("cache"), "my-session", "https://d-1234567890.awsapps.com/start");
		assertThat(file.getFileName()).hasToString("9e28173066ce536e277c5fb355efd9c64f398167.json");
		assertThat(Json.readObject(Files.readString(file))).containsEntry("accessToken", token.accessToken())
			.containsEntry("expiresAt", "2026-11-21T09:00:00Z")
			.containsEntry("refreshToken", token.refreshToken())
			.containsEntry("clientId", token.clientId())
			.containsEntry("clientSecret", token.clientSecret())
			.containsEntry("registrationExpiresAt", "2027-02-19T08:00:00Z")
			.containsEntry("region", "us-east-1")
			.containsEntry("startUrl", "https://d-1234567890.awsapps.com/start");
		assertThat(token.toString()).doesNotContain(token.accessToken());
	}

	private HttpResponse<String> get(String path, SsoToken token) {
		return this.client.get(path, "x-amz-sso_bearer_token", token.accessToken());
	}

}
