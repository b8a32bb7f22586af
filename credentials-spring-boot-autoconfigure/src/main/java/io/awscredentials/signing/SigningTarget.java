package io.awscredentials.signing;

import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;

import io.awscredentials.region.AwsHost;
import io.awscredentials.region.HostPatterns;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The service and region that a request to a host is signed for.
 *
 * @param service the name the service signs under
 * @param region the region
 */
record SigningTarget(String service, String region) {

	private static final Log logger = LogFactory.getLog(RequestSigning.class);

	/**
	 * Find the target of a request.
	 * @param uri where the request goes
	 * @param settings what the application says
	 * @param defaultRegion the region where neither it nor the host tells one
	 * @return the target
	 * @throws io.awscredentials.CredentialsException if the host is not one to sign for
	 */
	static SigningTarget of(URI uri, SigningSettings settings, Supplier<@Nullable String> defaultRegion) {
		String host = uri.getHost();
		if (host == null) {
			throw SigningEnvironment.failure("The URI of a request has no host to sign for",
					"Give the client a base URL, or the request a whole URI");
		}
		AwsHost aws = AwsHost.parse(host);
		if (aws == null && settings.hosts().stream().noneMatch((pattern) -> HostPatterns.matches(pattern, uri))) {
			throw SigningEnvironment.failure(
					"Host '" + HostPatterns.shown(uri)
							+ "' is neither AWS's nor one of those to sign for: the request is not signed",
					"If it is meant, name it: 'hosts' of 'aws.credentials.signing', or hosts(\""
							+ HostPatterns.shown(uri) + "\")");
		}
		String service = (settings.service() != null) ? settings.service() : (aws != null) ? aws.service() : null;
		if (service == null) {
			throw SigningEnvironment.failure("Host '" + HostPatterns.shown(uri) + "' does not tell which service it is",
					"Set the service to sign for, \"execute-api\" for example");
		}
		String region = (settings.region() != null) ? settings.region() : (aws != null) ? aws.region() : null;
		region = (region != null) ? region : defaultRegion.get();
		if (region == null) {
			throw SigningEnvironment.failure("Host '" + HostPatterns.shown(uri) + "' does not tell its region",
					"Set the region to sign for, or 'aws.credentials.region'");
		}
		if (aws != null && logger.isDebugEnabled() && !(service.equals(aws.service())
				&& region.equals(Objects.requireNonNullElse(aws.region(), region)))) {
			logger.debug("Requests to '" + HostPatterns.shown(uri) + "' are signed for " + service + " in " + region
					+ ", its name tells of " + aws.service() + ((aws.region() != null) ? " in " + aws.region() : ""));
		}
		return new SigningTarget(service, region);
	}

	/**
	 * Return whether the service takes a body that is not signed.
	 * @return whether it does
	 */
	boolean takesUnsignedPayload() {
		return this.service.equals("s3") || this.service.equals("vpc-lattice-svcs");
	}

	/**
	 * Return whether the body is signed.
	 * @param settings what the application says
	 * @return what applies
	 */
	Payload payload(SigningSettings settings) {
		// VPC Lattice refuses signed bodies.
		Payload usual = (this.service.equals("vpc-lattice-svcs")) ? Payload.UNSIGNED : Payload.SIGNED;
		return Objects.requireNonNullElse(settings.payload(), usual);
	}

}
