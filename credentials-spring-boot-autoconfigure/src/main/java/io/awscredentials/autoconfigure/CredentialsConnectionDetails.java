package io.awscredentials.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details of the AWS that an application talks to, or of what stands in for it, such as
 * LocalStack. A bean of this type wins over properties: its keys are the credentials of
 * the default provider, and its endpoint and region count for each provider. They are
 * read once, while the application starts.
 *
 * @since 0.1.0
 */
public interface CredentialsConnectionDetails extends ConnectionDetails {

	/**
	 * Return the endpoint of the services that credentials come from: STS, IAM Identity
	 * Center and the sign-in service.
	 * @return an absolute URI with the scheme {@code https} or {@code http}, or
	 * {@code null} to leave the endpoints to properties
	 */
	default @Nullable URI getEndpoint() {
		return null;
	}

	/**
	 * Return the region.
	 * @return the ID of the region, or {@code null} to leave it to properties
	 */
	default @Nullable String getRegion() {
		return null;
	}

	/**
	 * Return the access key ID.
	 * @return the access key ID, or {@code null} to leave the credentials to properties
	 */
	default @Nullable String getAccessKey() {
		return null;
	}

	/**
	 * Return the secret access key.
	 * @return the secret access key, or {@code null} to leave the credentials to
	 * properties
	 */
	default @Nullable String getSecretKey() {
		return null;
	}

	/**
	 * Return details that consist of these values.
	 * @param endpoint an absolute URI with the scheme {@code https} or {@code http}
	 * @param region the ID of the region
	 * @param accessKey the access key ID
	 * @param secretKey the secret access key
	 * @return the details
	 */
	static CredentialsConnectionDetails of(URI endpoint, String region, String accessKey, String secretKey) {
		return new CredentialsConnectionDetails() {

			@Override
			public URI getEndpoint() {
				return endpoint;
			}

			@Override
			public String getRegion() {
				return region;
			}

			@Override
			public String getAccessKey() {
				return accessKey;
			}

			@Override
			public String getSecretKey() {
				return secretKey;
			}

		};
	}

}
