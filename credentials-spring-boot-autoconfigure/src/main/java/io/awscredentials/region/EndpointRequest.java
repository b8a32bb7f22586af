package io.awscredentials.region;

/**
 * What an endpoint is asked for.
 *
 * @param service the service
 * @param region the ID of the region, a valid host label
 * @param fips whether it has to be a FIPS endpoint
 * @param dualStack whether it has to speak IPv6 as well
 * @since 0.1.0
 */
public record EndpointRequest(AwsService service, String region, boolean fips, boolean dualStack) {

	/**
	 * Create a new instance.
	 * @param service the service
	 * @param region the ID of the region, a valid host label
	 * @param fips whether it has to be a FIPS endpoint
	 * @param dualStack whether it has to speak IPv6 as well
	 * @throws io.awscredentials.CredentialsException if the region can't be part of a
	 * host name
	 */
	public EndpointRequest {
		Region.requireValid(region, "the request for an endpoint of " + service);
	}

}
