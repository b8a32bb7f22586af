package io.awscredentials.region;

import java.util.function.Supplier;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import org.jspecify.annotations.Nullable;

/**
 * Finds the region to use: the application's, {@code AWS_REGION},
 * {@code AWS_DEFAULT_REGION}, the profile's.
 *
 * @hidden
 */
public final class RegionResolver {

	private final EnvironmentVariables environment;

	/**
	 * Create a new instance.
	 * @param environment the environment variables
	 */
	public RegionResolver(EnvironmentVariables environment) {
		this.environment = environment;
	}

	/**
	 * Return the configured region. Blank is unset.
	 * @param property the region that the properties of the application name, or
	 * {@code null}
	 * @param profile gives the region that the profile names, or {@code null}; asked only
	 * if nothing else names one
	 * @return the ID of a region, valid and not a global pseudo region, or {@code null}
	 * if none is configured
	 * @throws CredentialsException if what is configured is not a region
	 */
	public @Nullable String resolve(@Nullable String property, Supplier<@Nullable String> profile) {
		String region = region(property, "the property 'region'");
		if (region == null) {
			region = region(this.environment.getText("AWS_REGION"), "AWS_REGION");
		}
		if (region == null) {
			region = region(this.environment.getText("AWS_DEFAULT_REGION"), "AWS_DEFAULT_REGION");
		}
		return (region != null) ? region : region(profile.get(), "'region' of the profile");
	}

	/**
	 * Return a region to ask STS in where none is configured: one that every account of
	 * the partition has, told from the ARN of what is asked for.
	 * @param arn the ARN of a role or an MFA device, or {@code null}
	 * @return the region, and a sentence to be logged
	 * @throws CredentialsException with {@link CredentialsErrorCode#STS_REGION} if the
	 * ARN names no known partition
	 */
	public static RegionFallback fallback(@Nullable String arn) {
		Partition partition = (arn != null) ? Partition.ofArn(arn) : null;
		if (partition == null) {
			throw new CredentialsException(CredentialsErrorCode.STS_REGION, "Region",
					"No region is configured"
							+ ((arn != null) ? ", and '" + arn + "' does not tell the partition" : ""))
				.withAdvice("Set 'aws.credentials.region' or AWS_REGION");
		}
		// In China, IAM and its roles are at home in another region than AWS's data
		// names.
		String region = (partition.id().equals("aws-cn")) ? "cn-north-1" : partition.implicitGlobalRegion();
		return new RegionFallback(region,
				"No region is configured: using STS in " + region + ", since " + arn + " is in the partition '"
						+ partition.id() + "'; set 'aws.credentials.region' or AWS_REGION to use a nearer one");
	}

	private static @Nullable String region(@Nullable String value, String origin) {
		if (value == null || value.isBlank()) {
			return null;
		}
		String region = Region.requireValid(value.strip(), origin);
		return Partition.forRegion(region).regional(region);
	}

}
