package io.awscredentials.source.sts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code AssumeRoleWithWebIdentity}. What is {@code null} or empty is
 * not sent.
 *
 * @param roleArn the ARN of the role, or {@code null} for that of {@code AWS_ROLE_ARN}
 * @param tokenFile the file with the token, or {@code null} for that of
 * {@code AWS_WEB_IDENTITY_TOKEN_FILE}
 * @param sessionName the name of the session, or {@code null} for that of
 * {@code AWS_ROLE_SESSION_NAME}, or else to make one up
 * @param duration how long the credentials are to live; STS's default is an hour
 * @param policy a session policy, as JSON
 * @param policyArns the ARNs of managed policies that serve as session policies
 * @hidden
 */
public record WebIdentityOptions(@Nullable String roleArn, @Nullable Path tokenFile, @Nullable String sessionName,
		@Nullable Duration duration, @Nullable String policy, List<String> policyArns) {

	public WebIdentityOptions {
		policyArns = List.copyOf(policyArns);
	}

	/**
	 * Return the options that leave all to the environment.
	 * @return the options
	 */
	public static WebIdentityOptions fromEnvironment() {
		return new WebIdentityOptions(null, null, null, null, null, List.of());
	}

}
