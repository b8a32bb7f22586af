package io.awscredentials.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is left after a person ran {@code aws login}.
 *
 * @param credentials the credentials
 * @param refreshToken the refresh token
 * @param clientId the ID of the client
 * @param dpopKey the private key of its proofs, in PEM
 * @since 0.1.0
 */
public record LoginToken(TestCredentials credentials, String refreshToken, String clientId, String dpopKey) {

	/**
	 * Write the file {@code aws login} leaves.
	 * @param cacheDirectory the directory that stands for {@code ~/.aws/login/cache}
	 * @param loginSession the login session, as it stands in the profile
	 * @return the file
	 */
	public Path writeTo(Path cacheDirectory, String loginSession) {
		Map<String, String> accessToken = new LinkedHashMap<>();
		accessToken.put("accessKeyId", this.credentials.accessKeyId());
		accessToken.put("secretAccessKey", this.credentials.secretAccessKey());
		accessToken.put("sessionToken", String.valueOf(this.credentials.sessionToken()));
		accessToken.put("accountId", this.credentials.accountId());
		accessToken.put("expiresAt", String.valueOf(this.credentials.expiration()));
		Map<String, Object> content = new LinkedHashMap<>();
		content.put("accessToken", accessToken);
		content.put("tokenType", "aws_sigv4");
		content.put("refreshToken", this.refreshToken);
		content.put("clientId", this.clientId);
		content.put("dpopKey", this.dpopKey);
		try {
			return CacheFile.write(cacheDirectory, "SHA-256", loginSession.strip(), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The login cache can't be written to '" + cacheDirectory + "'", ex);
		}
	}

	@Override
	public String toString() {
		return "LoginToken[" + this.credentials + ", clientId=" + this.clientId + "]";
	}

}
