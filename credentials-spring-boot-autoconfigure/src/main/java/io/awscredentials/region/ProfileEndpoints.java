package io.awscredentials.region;

import java.util.Map;

/**
 * What a profile of the shared AWS files says about endpoints. Blank is unset.
 *
 * @param profile the name of the profile
 * @param properties the properties of the profile, of which {@code endpoint_url},
 * {@code ignore_configured_endpoint_urls}, {@code use_fips_endpoint} and
 * {@code use_dualstack_endpoint} count here
 * @param services the {@code endpoint_url} of each service in the section that the
 * profile names in {@code services}, by {@link AwsService#profileKey()}
 * @hidden
 */
public record ProfileEndpoints(String profile, Map<String, String> properties, Map<String, String> services) {

	public ProfileEndpoints {
		properties = Map.copyOf(properties);
		services = Map.copyOf(services);
	}

	/**
	 * Return what is said where there is no profile: nothing.
	 * @return nothing
	 */
	public static ProfileEndpoints none() {
		return new ProfileEndpoints("", Map.of(), Map.of());
	}

	// The properties may hold secrets.
	@Override
	public String toString() {
		return "ProfileEndpoints[profile=" + this.profile + "]";
	}

}
