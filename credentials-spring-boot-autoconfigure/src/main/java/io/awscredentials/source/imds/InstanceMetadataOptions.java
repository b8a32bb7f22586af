package io.awscredentials.source.imds;

import org.jspecify.annotations.Nullable;

/**
 * How the metadata service of an EC2 instance is asked. What is not set here is taken
 * from the environment and the profile.
 *
 * @param endpoint the URL of the service, or {@code null}
 * @param endpointMode how the service is addressed where no endpoint is configured, or
 * {@code null}
 * @param v1Fallback whether version 1, which knows no tokens, may be used where version 2
 * is not answered and nothing forbids it
 * @param disabled whether the service is not to be asked
 * @param profileName the name of the instance profile, or {@code null} to ask for it
 */
public record InstanceMetadataOptions(@Nullable String endpoint, @Nullable EndpointMode endpointMode,
		boolean v1Fallback, boolean disabled, @Nullable String profileName) {

	/**
	 * Return the options with nothing set.
	 * @return options that leave all to the environment and the profile
	 */
	public static InstanceMetadataOptions defaults() {
		return new InstanceMetadataOptions(null, null, false, false, null);
	}

}
