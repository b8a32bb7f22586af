package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The groups of properties about what STS gives and about MFA.
 */
final class StsProperties {

	private StsProperties() {
	}

	/**
	 * A role that is assumed with the credentials of the rest of the description.
	 *
	 * @param roleArn ARN of the role.
	 * @param sessionName Name of the session; the name of the application and a random
	 * part if not set.
	 * @param externalId External ID that the trust policy of the role asks for.
	 * @param duration Lifetime of the credentials, from 15 minutes to 12 hours; one hour
	 * at most where the role is assumed with the credentials of another role.
	 * @param policy Session policy that narrows the permissions of the role, as JSON.
	 * @param policyArns ARNs of managed policies that narrow the permissions of the role.
	 * @param tags Session tags.
	 * @param transitiveTagKeys Keys of session tags that are passed on when further roles
	 * are assumed.
	 * @param sourceIdentity Source identity of the session, shown in the logs of AWS.
	 * @param mfa MFA device that the trust policy of the role asks for.
	 */
	record AssumeRole(@Nullable String roleArn, @Nullable String sessionName, @Nullable String externalId,
			@Nullable Duration duration, @Nullable String policy, @Nullable List<String> policyArns,
			@Nullable Map<String, String> tags, @Nullable List<String> transitiveTagKeys,
			@Nullable String sourceIdentity, @Nullable MfaDevice mfa) {

		@Override
		public String toString() {
			return "AssumeRole[...]";
		}

	}

	/**
	 * A session that is had for the long-term keys of the rest of the description.
	 *
	 * @param duration Lifetime of the session, from 15 minutes to 36 hours.
	 * @param mfa MFA device to authenticate with.
	 */
	record SessionToken(@Nullable Duration duration, @Nullable MfaDevice mfa) {
	}

	/**
	 * An MFA device.
	 *
	 * @param serialNumber Serial number of the device, or the ARN of a virtual one.
	 * @param tokenProvider Name of the MfaTokenProvider bean that gives its codes, where
	 * there are several.
	 */
	record MfaDevice(@Nullable String serialNumber, @Nullable String tokenProvider) {
	}

	/**
	 * A role that is assumed with the token of an OpenID Connect provider.
	 *
	 * @param roleArn ARN of the role; that of AWS_ROLE_ARN if not set.
	 * @param token Platform that gives the token in place of a file: 'github', 'gitlab'
	 * or 'gitlab:' and a variable, 'google', 'azure', 'kubernetes', or 'oauth2:' and a
	 * client registration of Spring Security.
	 * @param tokenFile File with the token; that of AWS_WEB_IDENTITY_TOKEN_FILE if not
	 * set.
	 * @param audience Audience of the token that the platform is asked for.
	 * @param sessionName Name of the session; that of AWS_ROLE_SESSION_NAME, or else the
	 * name of the application and a random part, if not set.
	 * @param duration Lifetime of the credentials, from 15 minutes to 12 hours.
	 * @param policy Session policy that narrows the permissions of the role, as JSON.
	 * @param policyArns ARNs of managed policies that narrow the permissions of the role.
	 */
	record WebIdentity(@Nullable String roleArn, @Nullable Path tokenFile, @Nullable String token,
			@Nullable String audience, @Nullable String sessionName, @Nullable Duration duration,
			@Nullable String policy, @Nullable List<String> policyArns) {
	}

	/**
	 * Who gives MFA codes.
	 *
	 * @param provider Ready provider of codes; the MfaTokenProvider bean of the
	 * application if not set.
	 * @param totpSecret Seed of a virtual MFA device in base32, for 'totp'; for test
	 * accounts only.
	 * @param timeout Time that a person has to answer on the console, and an unused code
	 * of 'totp' may take to come.
	 */
	record Mfa(@Nullable MfaKind provider, @Nullable String totpSecret, @Nullable Duration timeout) {

		@Override
		public String toString() {
			return "Mfa[...]";
		}

	}

	/**
	 * A ready provider of MFA codes.
	 */
	enum MfaKind {

		/** Asks on the console. */
		CONSOLE("consoleMfaTokenProvider"),

		/** Waits for a code from the endpoint or a page. */
		PENDING("pendingMfaTokenProvider"),

		/** Computes codes from a seed. */
		TOTP("totpMfaTokenProvider");

		private final String beanName;

		MfaKind(String beanName) {
			this.beanName = beanName;
		}

		String beanName() {
			return this.beanName;
		}

	}

}
