package io.awscredentials.test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.test.SsoTokens.Client;
import io.awscredentials.test.SsoTokens.Device;
import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * The OIDC service of IAM Identity Center: the device flow and refresh tokens.
 */
final class OidcService implements Service {

	private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

	private final SsoTokens tokens;

	private final String devicePage;

	private final InstantSource clock;

	OidcService(SsoTokens tokens, URI uri, InstantSource clock) {
		this.tokens = tokens;
		this.devicePage = uri + DevicePageService.PATH;
		this.clock = clock;
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		if (!"POST".equals(request.method())) {
			return null;
		}
		return switch (request.path()) {
			case "/client/register" -> call("RegisterClient", (issuing) -> register(request));
			case "/device_authorization" -> call("StartDeviceAuthorization", (issuing) -> startDevice(request));
			case "/token" -> call("CreateToken", (issuing) -> createToken(request));
			default -> null;
		};
	}

	private HttpAnswer register(HttpRequest request) {
		Map<String, @Nullable Object> body = body(request);
		required(body, "clientName");
		if (!"public".equals(Json.text(body, "clientType"))) {
			throw new ServiceException(400, "invalid_client_metadata", "The clientType must be public");
		}
		Client client = this.tokens.register(body.get("scopes") instanceof List<?> scopes && !scopes.isEmpty());
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("clientId", client.id());
		answer.put("clientSecret", client.secret());
		answer.put("clientIdIssuedAt", this.clock.instant().getEpochSecond());
		answer.put("clientSecretExpiresAt", client.expiration().getEpochSecond());
		return json(answer);
	}

	private HttpAnswer startDevice(HttpRequest request) {
		Map<String, @Nullable Object> body = body(request);
		required(body, "startUrl");
		Device device = this.tokens.startDevice(client(body));
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("deviceCode", device.deviceCode());
		answer.put("userCode", device.userCode());
		answer.put("verificationUri", this.devicePage);
		answer.put("verificationUriComplete",
				this.devicePage + "?" + DevicePageService.USER_CODE + "=" + device.userCode());
		answer.put("expiresIn", SsoTokens.DEVICE_LIFETIME.toSeconds());
		answer.put("interval", 1);
		return json(answer);
	}

	private HttpAnswer createToken(HttpRequest request) {
		Map<String, @Nullable Object> body = body(request);
		String grantType = required(body, "grantType");
		Client client = client(body);
		SsoToken token = switch (grantType) {
			case DEVICE_GRANT -> this.tokens.redeemDevice(client, Json.text(body, "deviceCode"));
			case "refresh_token" -> this.tokens.refresh(client, Json.text(body, "refreshToken"));
			default -> throw new ServiceException(400, "unsupported_grant_type", "The grant type is not supported");
		};
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("accessToken", token.accessToken());
		answer.put("tokenType", "Bearer");
		answer.put("expiresIn", secondsUntil(token.expiration()));
		if (token.refreshToken() != null) {
			answer.put("refreshToken", token.refreshToken());
		}
		return json(answer);
	}

	private Client client(Map<String, @Nullable Object> body) {
		return this.tokens.client(Json.text(body, "clientId"), Json.text(body, "clientSecret"));
	}

	private long secondsUntil(Instant expiration) {
		return Duration.between(this.clock.instant(), expiration.plusMillis(999)).toSeconds();
	}

	private static String required(Map<String, @Nullable Object> body, String name) {
		String value = Json.text(body, name);
		if (value == null) {
			throw new ServiceException(400, "invalid_request", "Missing parameter " + name);
		}
		return value;
	}

	private static Map<String, @Nullable Object> body(HttpRequest request) {
		try {
			return Json.readObject(request.text());
		}
		catch (IllegalArgumentException ex) {
			throw new ServiceException(400, "invalid_request", "The body must be a JSON object");
		}
	}

	private static Call call(String action, Operation operation) {
		return new Call("sso-oidc", action, Protocol.OAUTH, operation);
	}

	private static HttpAnswer json(Map<String, Object> answer) {
		return HttpAnswer.of(200, "application/json", Json.write(answer));
	}

}
