package io.awscredentials.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.awscredentials.test.http.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OidcServiceTests {

	private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void deviceWaitsForApproval() {
		Map<String, Object> device = startDevice(",\"scopes\":[\"sso:account:access\"]");
		assertError(createToken(device), 400, "authorization_pending", "AuthorizationPendingException");
		this.server.identityCenter().slowDown(text(device, "userCode"));
		assertError(createToken(device), 400, "slow_down", "SlowDownException");
		assertError(createToken(device), 400, "authorization_pending", "AuthorizationPendingException");
		this.server.identityCenter().approve(text(device, "userCode"));
		HttpResponse<String> response = createToken(device);
		assertThat(response.statusCode()).isEqualTo(200);
		Map<String, @Nullable Object> token = Json.readObject(response.body());
		assertThat(token).containsEntry("tokenType", "Bearer").containsKeys("accessToken", "refreshToken");
		assertThat(token.get("expiresIn")).hasToString("3600");
		assertThat(this.client
			.get("/federation/credentials?role_name=Admin&account_id=123456789012", "x-amz-sso_bearer_token",
					String.valueOf(token.get("accessToken")))
			.statusCode()).isEqualTo(200);
		assertError(createToken(device), 400, "invalid_grant", "InvalidGrantException");
	}

	@Test
	void deviceWithoutScopesGetsNoRefreshToken() {
		Map<String, Object> device = startDevice("");
		this.server.identityCenter().approve(text(device, "userCode"));
		assertThat(Json.readObject(createToken(device).body())).doesNotContainKey("refreshToken");
	}

	@Test
	void deviceMayBeTurnedDown() {
		Map<String, Object> device = startDevice("");
		this.server.identityCenter().deny(text(device, "userCode"));
		assertError(createToken(device), 400, "access_denied", "AccessDeniedException");
		assertThatIllegalArgumentException().isThrownBy(() -> this.server.identityCenter().approve("XXXX-XXXX"));
	}

	@Test
	void deviceCodeExpires() {
		Map<String, Object> device = startDevice("");
		this.clock.advance(Duration.ofMinutes(10));
		assertError(createToken(device), 400, "expired_token", "ExpiredTokenException");
	}

	@Test
	void refreshTokenIsGoodForOneUse() {
		SsoToken token = this.server.identityCenter().tokenLifetime(Duration.ofMinutes(30)).signIn();
		HttpResponse<String> response = refresh(token, token.refreshToken());
		assertThat(response.statusCode()).isEqualTo(200);
		Map<String, @Nullable Object> next = Json.readObject(response.body());
		assertThat(next.get("expiresIn")).hasToString("1800");
		assertError(refresh(token, token.refreshToken()), 400, "invalid_grant", "InvalidGrantException");
		assertThat(refresh(token, Json.text(next, "refreshToken")).statusCode()).isEqualTo(200);
	}

	@Test
	void refreshTokenIsForgottenOnSignOut() {
		SsoToken token = this.server.identityCenter().signIn();
		this.server.identityCenter().expireAccessTokens();
		this.server.identityCenter().signOut();
		assertThat(refresh(token, token.refreshToken()).statusCode()).isEqualTo(400);
	}

	@Test
	void clientMustBeKnown() {
		SsoToken token = this.server.identityCenter().signIn();
		SsoToken wrong = new SsoToken(token.accessToken(), token.expiration(), token.refreshToken(), token.clientId(),
				"wrong", token.registrationExpiration());
		assertError(refresh(wrong, token.refreshToken()), 401, "invalid_client", "InvalidClientException");
		this.clock.advance(Duration.ofDays(90));
		assertError(refresh(token, token.refreshToken()), 401, "invalid_client", "InvalidClientException");
	}

	@Test
	void requestsAreValidated() {
		assertError(this.client.json("/token", "x"), 400, "invalid_request", "InvalidRequestException");
		assertError(this.client.json("/token", "{}"), 400, "invalid_request", "InvalidRequestException");
		assertError(this.client.json("/client/register", "{\"clientName\":\"a\",\"clientType\":\"b\"}"), 400,
				"invalid_client_metadata", "InvalidClientMetadataException");
		SsoToken token = this.server.identityCenter().signIn();
		assertError(
				this.client.json("/token",
						Json.write(Map.of("clientId", token.clientId(), "clientSecret", token.clientSecret(),
								"grantType", "password"))),
				400, "unsupported_grant_type", "UnsupportedGrantTypeException");
	}

	private Map<String, Object> startDevice(String scopes) {
		Map<String, @Nullable Object> registration = Json.readObject(this.client
			.json("/client/register", "{\"clientName\":\"test\",\"clientType\":\"public\"" + scopes + "}")
			.body());
		assertThat(registration.get("clientSecretExpiresAt")).hasToString("1803024000");
		Map<String, Object> request = new HashMap<>();
		request.put("clientId", text(registration, "clientId"));
		request.put("clientSecret", text(registration, "clientSecret"));
		request.put("startUrl", "https://d-1234567890.awsapps.com/start");
		Map<String, @Nullable Object> device = Json
			.readObject(this.client.json("/device_authorization", Json.write(request)).body());
		assertThat(text(device, "verificationUriComplete")).endsWith(text(device, "userCode"));
		request.put("deviceCode", text(device, "deviceCode"));
		request.put("userCode", text(device, "userCode"));
		return request;
	}

	private HttpResponse<String> createToken(Map<String, Object> device) {
		Map<String, Object> request = new HashMap<>(device);
		request.put("grantType", DEVICE_GRANT);
		return this.client.json("/token", Json.write(request));
	}

	private HttpResponse<String> refresh(SsoToken token, @Nullable String refreshToken) {
		return this.client.json("/token", Json.write(Map.of("clientId", token.clientId(), "clientSecret",
				token.clientSecret(), "grantType", "refresh_token", "refreshToken", String.valueOf(refreshToken))));
	}

	private static String text(Map<String, ?> object, String name) {
		return String.valueOf(object.get(name));
	}

	private static void assertError(HttpResponse<String> response, int status, String error, String type) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Json.readObject(response.body())).containsEntry("error", error);
		assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue(type);
	}

}
