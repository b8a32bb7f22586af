package io.awscredentials.source.imds;

import org.jspecify.annotations.Nullable;

/**
 * What the profile in use says about the instance metadata service.
 *
 * @param endpoint the value of {@code ec2_metadata_service_endpoint}, or {@code null}
 * @param endpointMode the value of {@code ec2_metadata_service_endpoint_mode}, or
 * {@code null}
 * @param v1Disabled the value of {@code ec2_metadata_v1_disabled}, or {@code null}
 * @param instanceProfileName the value of {@code ec2_instance_profile_name}, or
 * {@code null}
 */
public record InstanceMetadataProfile(@Nullable String endpoint, @Nullable String endpointMode,
		@Nullable Boolean v1Disabled, @Nullable String instanceProfileName) {

	/**
	 * Return what a profile says that says nothing.
	 * @return a profile without these values
	 */
	public static InstanceMetadataProfile none() {
		return new InstanceMetadataProfile(null, null, null, null);
	}

}
