package io.awscredentials.region;

import java.net.URI;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

/**
 * Finds the regional endpoints of all partitions, following the endpoint rule sets of
 * AWS's SDKs.
 *
 * @hidden
 */
public final class DefaultEndpointResolver implements EndpointResolver {

	private static final String GOV_CLOUD = "aws-us-gov";

	private static final String GOV_CLOUD_CONSOLE = "amazonaws-us-gov.com";

	@Override
	public URI resolve(EndpointRequest request) {
		return resolve(request, Partition.forRegion(request.region()));
	}

	static URI resolve(EndpointRequest request, Partition partition) {
		requireSupport(request.fips(), partition.supportsFips(), "FIPS", request, partition);
		requireSupport(request.dualStack(), partition.supportsDualStack(), "dual-stack", request, partition);
		String region = partition.regional(request.region());
		String host = (request.service() == AwsService.SIGNIN) ? signInHost(request, region, partition)
				: host(request, region, partition);
		return URI.create("https://" + host);
	}

	private static String host(EndpointRequest request, String region, Partition partition) {
		boolean govCloud = partition.id().equals(GOV_CLOUD);
		// GovCloud's ordinary endpoints are the FIPS ones, but for dual-stack and those
		// of
		// Roles Anywhere.
		boolean named = request.fips()
				&& (!govCloud || request.dualStack() || request.service() == AwsService.ROLESANYWHERE);
		String suffix = (request.dualStack()) ? partition.dualStackDnsSuffix() : partition.dnsSuffix();
		return request.service().hostPrefix() + ((named) ? "-fips." : ".") + region + "." + suffix;
	}

	private static String signInHost(EndpointRequest request, String region, Partition partition) {
		if (request.dualStack()) {
			return host(request, region, partition);
		}
		if (!request.fips()) {
			return region + ".signin." + consoleSuffix(partition);
		}
		if (partition.id().equals(GOV_CLOUD)) {
			boolean main = region.equals(partition.implicitGlobalRegion());
			return ((main) ? "signin-fips." : region + ".signin-fips.") + GOV_CLOUD_CONSOLE;
		}
		return host(request, region, partition);
	}

	// Sign-in lives where the console does, not where the services do.
	private static String consoleSuffix(Partition partition) {
		return switch (partition.id()) {
			case "aws" -> "aws.amazon.com";
			case "aws-cn" -> "amazonaws.cn";
			case "aws-eusc" -> "amazonaws-eusc.eu";
			case "aws-iso" -> "c2shome.ic.gov";
			case "aws-iso-b" -> "sc2shome.sgov.gov";
			case "aws-iso-e" -> "csphome.adc-e.uk";
			case "aws-iso-f" -> "csphome.hci.ic.gov";
			case GOV_CLOUD -> GOV_CLOUD_CONSOLE;
			default -> partition.dnsSuffix();
		};
	}

	private static void requireSupport(boolean wanted, boolean supported, String what, EndpointRequest request,
			Partition partition) {
		if (wanted && !supported) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Endpoint",
					"The partition '" + partition.id() + "' of the region '" + request.region() + "' has no " + what
							+ " endpoint of " + request.service())
				.withAdvice("Do without " + what + " endpoints in this region, or name the endpoint in '"
						+ request.service().property() + "'");
		}
	}

}
