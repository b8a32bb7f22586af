package io.awscredentials.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in service, which refreshes the credentials of {@code aws login}.
 */
final class SigninService implements Service {

	private final Login settings;

	private final DpopVerifier verifier;

	SigninService(Login settings, DpopVerifier verifier) {
		this.settings = settings;
		this.verifier = verifier;
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		if (!"POST".equals(request.method()) || !"/v1/token".equals(request.path())) {
			return null;
		}
		return new Call("signin", "CreateOAuth2Token", Protocol.SIGNIN, (issuing) -> createToken(request, issuing));
	}

	private HttpAnswer createToken(HttpRequest request, Issuing issuing) {
		String nextRefreshToken;
		try {
			Map<String, @Nullable Object> body = Json.readObject(request.text());
			String clientId = Json.text(body, "clientId");
			String refreshToken = Json.text(body, "refreshToken");
			if (!"refresh_token".equals(Json.text(body, "grantType")) || refreshToken == null || clientId == null
					|| !clientId.matches("arn:aws:signin:::devtools/(same|cross)-device")) {
				throw new IllegalArgumentException("The clientId, grantType or refreshToken is missing or wrong");
			}
			nextRefreshToken = this.settings.rotate(refreshToken, this.verifier.verify(request));
		}
		catch (IllegalArgumentException ex) {
			throw new ServiceException(400, "INVALID_REQUEST", String.valueOf(ex.getMessage()));
		}
		if (nextRefreshToken == null) {
			throw new ServiceException(401, "TOKEN_EXPIRED", "The refresh token has expired");
		}
		Duration lifetime = issuing.lifetime(this.settings.lifetime());
		TestCredentials credentials = this.settings.issue(lifetime);
		Map<String, String> accessToken = new LinkedHashMap<>();
		accessToken.put("accessKeyId", credentials.accessKeyId());
		accessToken.put("secretAccessKey", credentials.secretAccessKey());
		accessToken.put("sessionToken", String.valueOf(credentials.sessionToken()));
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("accessToken", accessToken);
		answer.put("tokenType", "aws_sigv4");
		answer.put("expiresIn", lifetime.toSeconds());
		answer.put("refreshToken", nextRefreshToken);
		return HttpAnswer.of(200, "application/json", Json.write(answer));
	}

}
