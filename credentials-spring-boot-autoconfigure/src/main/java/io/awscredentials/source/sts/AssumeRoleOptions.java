package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code AssumeRole}. What is {@code null} or empty is not sent.
 *
 * @param roleArn the ARN of the role
 * @param sessionName the name of the session, or {@code null} to make one up
 * @param externalId the external ID that the role's trust policy asks for
 * @param duration how long the credentials are to live; STS's default is an hour, which
 * is also the longest for a role assumed with the credentials of another
 * @param policy a session policy, as JSON
 * @param policyArns the ARNs of managed policies that serve as session policies
 * @param tags session tags
 * @param transitiveTagKeys the keys of those tags that are passed on when further roles
 * are assumed
 * @param sourceIdentity who it is, as shown in the logs of AWS
 * @param mfaSerialNumber the serial number or ARN of an MFA device
 */
public record AssumeRoleOptions(String roleArn, @Nullable String sessionName, @Nullable String externalId,
		@Nullable Duration duration, @Nullable String policy, List<String> policyArns, Map<String, String> tags,
		List<String> transitiveTagKeys, @Nullable String sourceIdentity, @Nullable String mfaSerialNumber) {

	/**
	 * Create a new instance.
	 */
	public AssumeRoleOptions {
		policyArns = List.copyOf(policyArns);
		tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
		transitiveTagKeys = List.copyOf(transitiveTagKeys);
	}

	/**
	 * Return the options that name a role and leave the rest to STS.
	 * @param roleArn the ARN of the role
	 * @return the options
	 */
	public static AssumeRoleOptions of(String roleArn) {
		return new AssumeRoleOptions(roleArn, null, null, null, null, List.of(), Map.of(), List.of(), null, null);
	}

	// An external ID is not meant to be known to others.
	@Override
	public String toString() {
		return "AssumeRoleOptions[roleArn=" + this.roleArn + "]";
	}

}
