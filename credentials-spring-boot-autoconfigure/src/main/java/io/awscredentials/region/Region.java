package io.awscredentials.region;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

/**
 * An AWS region.
 *
 * @param id the ID, {@code "eu-west-1"} for example
 * @param description the name people know it by, {@code "Europe (Ireland)"} for example
 * @hidden
 */
public record Region(String id, String description) {

	private static final int MAX_LENGTH = 63;

	/**
	 * Return a region ID that is safe to be made part of a host name.
	 * @param id the ID as configured
	 * @param origin where it was configured, for the message of a failure
	 * @return the ID
	 * @throws CredentialsException if it is not a lower-case host label, or one of the
	 * old names that stood for FIPS endpoints
	 */
	public static String requireValid(String id, String origin) {
		if (!isHostLabel(id)) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Region",
					"The region " + quote(id) + " from " + origin + " is not one")
				.withAdvice("A region consists of lower-case letters, digits and hyphens, such as us-east-1");
		}
		if (id.startsWith("fips-") || id.endsWith("-fips")) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Region",
					"The region '" + id + "' from " + origin + " is an old name for FIPS endpoints")
				.withAdvice("Name the region alone and set 'use-fips' or AWS_USE_FIPS_ENDPOINT to true");
		}
		return id;
	}

	private static boolean isHostLabel(String id) {
		return !id.isEmpty() && id.length() <= MAX_LENGTH && !id.startsWith("-") && !id.endsWith("-")
				&& id.chars().allMatch((c) -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
	}

	private static String quote(String id) {
		String shown = (id.length() > MAX_LENGTH) ? id.substring(0, MAX_LENGTH) + "..." : id;
		return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
	}

}
