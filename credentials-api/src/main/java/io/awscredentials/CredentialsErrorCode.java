package io.awscredentials;

/**
 * What can go wrong on the way to credentials, each with a sentence that says so and
 * advice on what to do.
 *
 * @since 0.1.0
 */
public enum CredentialsErrorCode {

	/** The configuration is incomplete or contradicts itself. */
	CONFIGURATION("The configuration of the credentials is not usable", "Correct the property or variable named here"),

	/** No source had credentials. */
	NOT_FOUND("No credentials were found",
			"Configure one of the sources, see 'aws.credentials' in the documentation, or the environment they read"),

	/** The source gave credentials that had already expired. */
	EXPIRED("The credentials have already expired",
			"Check the clock of this machine and of the source, and how long the source caches what it gives", true),

	/** A retrieval took longer than a caller may wait. */
	TIMEOUT("The credentials were not there in time",
			"Find out why the source is slow, or raise 'aws.credentials.refresh.timeout'", true),

	/** The program of a process source could not be run, or failed. */
	PROCESS_EXECUTION("The process failed",
			"Run the command by hand, as the user and in the folder of this service, and mend what it reports", true),

	/** The program of a process source did not end in time. */
	PROCESS_TIMEOUT("The process did not end in time",
			"Run the command by hand; if it waits for input or has to be slow, change it or raise 'process.timeout'",
			true),

	/** The program of a process source printed too much. */
	PROCESS_OUTPUT_TOO_LARGE("The process printed more than it may",
			"The command must print the credentials as JSON and nothing else; raise 'process.max-output' if they are "
					+ "that large"),

	/** What the program of a process source printed is not the expected JSON. */
	PROCESS_PARSE("The output of the process is not the expected JSON",
			"The command must print one JSON object with Version, AccessKeyId and SecretAccessKey on standard output, "
					+ "and messages on standard error"),

	/** The program of a process source speaks another version of the format. */
	PROCESS_VERSION("The output of the process is of a version that is not supported",
			"The JSON must contain \"Version\": 1, as a number"),

	/** What the program of a process source printed lacks a key. */
	PROCESS_REQUIRED("The output of the process lacks a required key",
			"The JSON must contain AccessKeyId and SecretAccessKey, neither of them empty"),

	/** A plugin could not be loaded. */
	PLUGIN_LOAD("The plugin could not be loaded",
			"Check that 'plugin.location' names a readable jar that nobody else may change"),

	/** A plugin has no source of credentials. */
	PLUGIN_LOOKUP("The plugin holds no credentials source",
			"Name the class in 'plugin.class-name', or in META-INF/services/io.awscredentials.CredentialsSource"),

	/** The class that a plugin names does not fit. */
	PLUGIN_INVALID("The class of the plugin is not a credentials source",
			"Implement io.awscredentials.CredentialsSource, or the two methods 'retrieve' and 'isExpired', with a "
					+ "public constructor without parameters"),

	/** A plugin is not the file it should be. */
	PLUGIN_CHECKSUM("The checksum of the plugin does not match",
			"Find out who changed the file; if the change is wanted, put its SHA-256 into 'plugin.sha256'"),

	/** A plugin failed to give credentials. */
	PLUGIN_RETRIEVE("The plugin failed to give credentials", "Look at the cause, it comes from the plugin", true),

	/** A shared AWS file could not be parsed. */
	PROFILE_PARSE("A shared AWS file could not be parsed", "Correct the line named here"),

	/** The profile does not exist. */
	PROFILE_NOT_FOUND("The profile does not exist",
			"Correct 'aws.credentials.profile.name' or AWS_PROFILE, or add the profile, with 'aws configure' for "
					+ "example"),

	/** The profile contradicts itself or lacks something. */
	PROFILE_INVALID("The profile is not usable", "Correct the profile in the file named here"),

	/** Profiles refer to each other in a circle. */
	PROFILE_LOOP("The profiles refer to each other in a circle", "Take one 'source_profile' out of the circle"),

	/** STS refused the request. */
	STS_ACCESS_DENIED("STS denied the request",
			"Check that the caller may assume the role and that the role's trust policy allows it, with its "
					+ "conditions on external ID and MFA"),

	/** STS asked to slow down. */
	STS_THROTTLED("STS is throttling requests",
			"Nothing to do for once; if it lasts, look for who calls STS that often", true),

	/** The credentials or the token sent to STS had expired. */
	STS_EXPIRED_TOKEN("The credentials or the token sent to STS had expired",
			"Renew what this source starts from; check the clock of this machine"),

	/** STS can't be used in the region. */
	STS_REGION("STS is not available in the region",
			"Set 'aws.credentials.region', and activate STS for the region in the account's settings"),

	/** STS did not understand or accept the request. */
	STS_REQUEST("STS did not accept the request", "Correct the property named in the message of STS"),

	/** A serial number is configured but nobody gives codes. */
	MFA_PROVIDER_MISSING("An MFA device is configured, but nothing gives its codes",
			"Add an MfaTokenProvider bean, or set 'aws.credentials.mfa.provider' to console, pending or totp"),

	/** A person has to give an MFA code. */
	MFA_REQUIRED("An MFA code is needed",
			"Answer the challenge: POST {\"tokenCode\":\"...\"} to the endpoint /actuator/awscredentials/{name}"),

	/** The MFA code was refused. */
	MFA_CODE_INVALID("The MFA code was refused", "Wait for the next code of the device and give that one"),

	/** The web identity token can't be used. */
	WEB_IDENTITY_TOKEN("The web identity token can't be used",
			"Check the token file and the identity provider that the role trusts"),

	/** The instance metadata service is switched off. */
	IMDS_DISABLED("The instance metadata service is disabled",
			"Remove AWS_EC2_METADATA_DISABLED, or leave 'instance-metadata' out of the chain"),

	/** The instance metadata service can't be reached, or is not able to answer. */
	IMDS_UNAVAILABLE("The instance metadata service can't be reached or is in trouble",
			"On EC2, allow the metadata service; in a container on EC2, raise its hop limit to 2", true),

	/** The instance has no role. */
	IMDS_NO_ROLE("The instance has no role", "Attach an instance profile with a role to the EC2 instance"),

	/** The address of the container credentials is not allowed. */
	CONTAINER_URI("The address of the container credentials is not allowed",
			"Use https, or http to a loopback address or one of the addresses of ECS and EKS"),

	/**
	 * The container credentials can't be reached, or their agent is not able to answer.
	 */
	CONTAINER_UNAVAILABLE("The agent of the container can't be reached or is in trouble",
			"Check that the task or pod has a role, and the AWS_CONTAINER_* variables", true),

	/** There is no SSO token. */
	SSO_TOKEN_MISSING("There is no sign-in to IAM Identity Center", "Sign in: aws sso login"),

	/** The SSO token has expired. */
	SSO_TOKEN_EXPIRED("The sign-in to IAM Identity Center has expired", "Sign in again: aws sso login"),

	/** The cached SSO token can't be read. */
	SSO_TOKEN_INVALID("The cached sign-in to IAM Identity Center can't be used", "Sign in again: aws sso login"),

	/** IAM Identity Center refused the role. */
	SSO_ACCESS_DENIED("IAM Identity Center denied the role",
			"Correct the account ID or the role name: 'aws configure sso' lists those that the person is assigned to"),

	/** The session of {@code aws login} has expired. */
	LOGIN_EXPIRED("The session of 'aws login' has expired", "Sign in again: aws login"),

	/** The certificate for IAM Roles Anywhere, or its key, can't be used. */
	ROLES_ANYWHERE_CERTIFICATE("The certificate for IAM Roles Anywhere can't be used",
			"Check the certificate, its key and its intermediates, and that they lead to the trust anchor"),

	/** IAM Roles Anywhere refused the role. */
	ROLES_ANYWHERE_DENIED("IAM Roles Anywhere denied the role",
			"Check that the profile lists the role, and that its trust policy allows rolesanywhere.amazonaws.com "
					+ "sts:AssumeRole, sts:TagSession and sts:SetSourceIdentity"),

	/** Vault refused to give credentials. */
	VAULT_DENIED("Vault gave no credentials",
			"Check the token and its policy, and the role of the AWS secrets engine in Vault"),

	/** Vault can't be reached, or is not able to answer. */
	VAULT_UNAVAILABLE("Vault can't be reached or is in trouble",
			"Check 'aws.credentials.vault.uri', network, DNS and firewall, and that Vault is unsealed", true),

	/** A service answered something that can't be used. */
	RESPONSE_INVALID("The answer can't be used", "Check that the address is the one of the AWS service", true),

	/** A service can't be reached, or is not able to answer. */
	CONNECTION("The service can't be reached or is in trouble",
			"Check network, DNS, proxy and firewall for the address named here", true),

	/** The credentials belong to an account that is not expected. */
	ACCOUNT_MISMATCH("The credentials belong to another account than expected",
			"Find out why the source gives credentials of that account; if it is the right one, add it to "
					+ "'expected-account-ids'"),

	/** A request can't be signed. */
	SIGNING("The request can't be signed", "Check the host, the service and the region that it is signed for"),

	/** A database, cache or broker refused a token. */
	TOKEN_REJECTED("The token was refused",
			"Check that the user may sign in with IAM there, and that the policy of the role allows it"),

	/** The account issues no identity tokens. */
	IDENTITY_TOKEN_DISABLED("Outbound identity federation is not enabled in the account",
			"Enable it, once for the account: aws iam enable-outbound-web-identity-federation"),

	/** An identity token can't be had as it is asked for, or not be sent. */
	IDENTITY_TOKEN("The identity token can't be issued or sent",
			"Correct what is said here about the token or the host");

	private final String sentence;

	private final String advice;

	private final boolean retryable;

	CredentialsErrorCode(String sentence, String advice) {
		this(sentence, advice, false);
	}

	CredentialsErrorCode(String sentence, String advice, boolean retryable) {
		this.sentence = sentence;
		this.advice = advice;
		this.retryable = retryable;
	}

	/**
	 * Return what went wrong, in general.
	 * @return a sentence without full stop
	 */
	public String sentence() {
		return this.sentence;
	}

	/**
	 * Return what to do about it, in general.
	 * @return a sentence without full stop
	 */
	public String advice() {
		return this.advice;
	}

	/**
	 * Return whether the same retrieval may succeed a little later with nobody doing
	 * anything. A single {@link CredentialsException} may say otherwise.
	 * @return whether retrying is worth it
	 */
	public boolean retryable() {
		return this.retryable;
	}

}
