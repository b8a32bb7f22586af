package io.awscredentials.test;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Credentials an {@link AwsTestServer} accepts: a registered user's, or ones it issued.
 *
 * @param accessKeyId the access key ID
 * @param secretAccessKey the secret access key
 * @param sessionToken the session token or {@code null} for a user's
 * @param expiration when they expire or {@code null} for a user's
 * @param accountId the account they belong to
 * @since 0.1.0
 */
public record TestCredentials(String accessKeyId, String secretAccessKey, @Nullable String sessionToken,
		@Nullable Instant expiration, String accountId) {

	@Override
	public String toString() {
		return "TestCredentials[accessKeyId=" + this.accessKeyId + ", expiration=" + this.expiration + "]";
	}

}
