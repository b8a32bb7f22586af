package io.awscredentials.region;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the properties of the application say about endpoints. Blank is unset.
 *
 * @param endpoints the endpoints of single services
 * @param useFips whether FIPS endpoints are wanted, or {@code null} to leave that to the
 * environment and the profile
 * @param useDualStack whether dual-stack endpoints are wanted, or {@code null} to leave
 * that to the environment and the profile
 * @hidden
 */
public record EndpointSettings(Map<AwsService, String> endpoints, @Nullable Boolean useFips,
		@Nullable Boolean useDualStack) {

	/**
	 * Create a new instance.
	 * @param endpoints the endpoints of single services
	 * @param useFips whether FIPS endpoints are wanted, or {@code null} to leave that to
	 * the environment and the profile
	 * @param useDualStack whether dual-stack endpoints are wanted, or {@code null} to
	 * leave that to the environment and the profile
	 */
	public EndpointSettings {
		endpoints = Map.copyOf(endpoints);
	}

	/**
	 * Return the settings of an application that reaches each service at one place.
	 * @param endpoint the endpoint of all services
	 * @return the settings
	 */
	public static EndpointSettings of(String endpoint) {
		Map<AwsService, String> endpoints = new EnumMap<>(AwsService.class);
		for (AwsService service : AwsService.values()) {
			endpoints.put(service, endpoint);
		}
		return new EndpointSettings(endpoints, false, false);
	}

	/**
	 * Return the settings of an application that sets nothing.
	 * @return the settings
	 */
	public static EndpointSettings none() {
		return new EndpointSettings(Map.of(), null, null);
	}

}
