package io.awscredentials.autoconfigure;

import java.net.URI;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.region.Region;
import io.awscredentials.source.KeyChecks;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What connection details say, which wins over properties.
 *
 * @param endpoint the endpoint of all services, or {@code null}
 * @param region the ID of the region, or {@code null}
 * @param credentials the credentials of the default provider, or {@code null}
 * @param substitute whether they take the place of every source
 */
record SuppliedConnection(@Nullable String endpoint, @Nullable String region, @Nullable Credentials credentials,
		boolean substitute) {

	/** There are no connection details. */
	static final SuppliedConnection NONE = new SuppliedConnection(null, null, null, false);

	/**
	 * Read connection details.
	 * @param details the details, or {@code null} if there are none
	 * @return what they say
	 * @throws CredentialsException if that can't be used
	 */
	static SuppliedConnection of(@Nullable CredentialsConnectionDetails details) {
		if (details == null) {
			return NONE;
		}
		String origin = "connection details " + details.getClass().getName();
		URI endpoint = details.getEndpoint();
		if (endpoint != null && endpoint.getHost() == null) {
			throw failure(origin, "give the endpoint '" + endpoint + "', which is not an absolute URI with a host");
		}
		String region = details.getRegion();
		return new SuppliedConnection((endpoint != null) ? endpoint.toString() : null,
				StringUtils.hasText(region) ? Region.requireValid(region, origin) : null, credentials(origin, details),
				details instanceof SubstituteConnectionDetails);
	}

	private static @Nullable Credentials credentials(String origin, CredentialsConnectionDetails details) {
		if (details instanceof SubstituteConnectionDetails substitute) {
			return substitute.getCredentials();
		}
		String accessKey = details.getAccessKey();
		String secretKey = details.getSecretKey();
		if (!StringUtils.hasText(accessKey) && !StringUtils.hasText(secretKey)) {
			return null;
		}
		if (!StringUtils.hasText(accessKey) || !StringUtils.hasText(secretKey)) {
			throw failure(origin, "give only one of access key and secret key");
		}
		for (String key : new String[] { accessKey, secretKey }) {
			String problem = KeyChecks.problem(key);
			if (problem != null) {
				throw failure(origin, "give a key that " + problem);
			}
		}
		return new Credentials(accessKey, secretKey, null, null, null);
	}

	private static CredentialsException failure(String origin, String problem) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Configuration",
				"The " + origin + " " + problem)
			.withAdvice("Correct the bean that gives them");
	}

	/**
	 * Return the source of the default provider.
	 * @return the source, or {@code null} to leave it to properties
	 */
	@Nullable CredentialsSource source() {
		return (this.credentials != null)
				? new Source(this.credentials, (this.substitute) ? "TestCredentials" : "ConnectionDetails") : null;
	}

	private record Source(Credentials credentials, String name) implements CredentialsSource {

		@Override
		public Credentials retrieve() {
			return this.credentials;
		}

	}

}
