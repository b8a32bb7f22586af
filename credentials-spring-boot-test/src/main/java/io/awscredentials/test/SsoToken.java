package io.awscredentials.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * What is left after a person signed in to IAM Identity Center.
 *
 * @param accessToken the access token
 * @param expiration when it expires
 * @param refreshToken the refresh token or {@code null}
 * @param clientId the ID of the client's registration
 * @param clientSecret the secret of the client's registration
 * @param registrationExpiration when the registration expires
 * @since 0.1.0
 */
public record SsoToken(String accessToken, Instant expiration, @Nullable String refreshToken, String clientId,
		String clientSecret, Instant registrationExpiration) {

	/**
	 * Write the file {@code aws sso login} leaves.
	 * @param cacheDirectory the directory that stands for {@code ~/.aws/sso/cache}
	 * @param session the name of the {@code sso-session}, or the start URL where there is
	 * none
	 * @param startUrl the start URL
	 * @return the file
	 */
	public Path writeTo(Path cacheDirectory, String session, String startUrl) {
		Map<String, String> content = new LinkedHashMap<>();
		content.put("startUrl", startUrl);
		content.put("region", AwsTestServer.REGION);
		content.put("accessToken", this.accessToken);
		content.put("expiresAt", this.expiration.toString());
		content.put("clientId", this.clientId);
		content.put("clientSecret", this.clientSecret);
		content.put("registrationExpiresAt", this.registrationExpiration.toString());
		if (this.refreshToken != null) {
			content.put("refreshToken", this.refreshToken);
		}
		try {
			return CacheFile.write(cacheDirectory, "SHA-1", session, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The SSO cache can't be written to '" + cacheDirectory + "'", ex);
		}
	}

	/**
	 * Read such files, in which a sign-in may have been renewed since.
	 * @param cacheDirectory the directory that stands for {@code ~/.aws/sso/cache}, which
	 * may be missing
	 * @return what was found
	 */
	public static List<SsoToken> readFrom(Path cacheDirectory) {
		try {
			return CacheFile.read(cacheDirectory).map(SsoToken::of).filter(Objects::nonNull).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The SSO cache can't be read from '" + cacheDirectory + "'", ex);
		}
	}

	private static @Nullable SsoToken of(Map<String, @Nullable Object> content) {
		String accessToken = Json.text(content, "accessToken");
		String expiration = Json.text(content, "expiresAt");
		String clientId = Json.text(content, "clientId");
		String clientSecret = Json.text(content, "clientSecret");
		String registrationExpiration = Json.text(content, "registrationExpiresAt");
		return (accessToken != null && expiration != null && clientId != null && clientSecret != null
				&& registrationExpiration != null)
						? new SsoToken(accessToken, Instant.parse(expiration), Json.text(content, "refreshToken"),
								clientId, clientSecret, Instant.parse(registrationExpiration))
						: null;
	}

	@Override
	public String toString() {
		return "SsoToken[expiration=" + this.expiration + ", clientId=" + this.clientId + "]";
	}

}
