package io.awscredentials.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

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

	@Override
	public String toString() {
		return "SsoToken[expiration=" + this.expiration + ", clientId=" + this.clientId + "]";
	}

}
