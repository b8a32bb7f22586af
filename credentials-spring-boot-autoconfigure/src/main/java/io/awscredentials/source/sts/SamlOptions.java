package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code AssumeRoleWithSAML}. What is {@code null} or empty is not
 * sent.
 *
 * @param roleArn the ARN of the role
 * @param principalArn the ARN of the SAML provider in IAM
 * @param duration how long the credentials are to live; STS's default is an hour, and the
 * assertion may set an earlier end
 * @param policy a session policy, as JSON
 * @param policyArns the ARNs of managed policies that serve as session policies
 * @hidden
 */
public record SamlOptions(String roleArn, String principalArn, @Nullable Duration duration, @Nullable String policy,
		List<String> policyArns) {

	public SamlOptions {
		policyArns = List.copyOf(policyArns);
	}

}
