package io.awscredentials.region;

import java.util.Locale;

/**
 * The AWS services that credentials come from. The names are those of the variables
 * {@code AWS_ENDPOINT_URL_<SERVICE>}.
 *
 * @since 0.1.0
 */
public enum AwsService {

	/** Security Token Service. */
	STS("sts", "sts.endpoint"),

	/** The portal of IAM Identity Center, which gives credentials. */
	SSO("portal.sso", "sso.endpoint"),

	/** The part of IAM Identity Center that gives tokens. */
	SSO_OIDC("oidc", "sso.oidc-endpoint"),

	/** AWS Sign-In, behind {@code aws login}. */
	SIGNIN("signin", "login.endpoint"),

	/** IAM Roles Anywhere. */
	ROLESANYWHERE("rolesanywhere", "roles-anywhere.endpoint");

	private final String hostPrefix;

	private final String property;

	AwsService(String hostPrefix, String property) {
		this.hostPrefix = hostPrefix;
		this.property = property;
	}

	/**
	 * Return the key of this service in the {@code services} section of a shared AWS
	 * file.
	 * @return the key, {@code "sso_oidc"} for example
	 */
	public String profileKey() {
		return name().toLowerCase(Locale.ROOT);
	}

	String environmentVariable() {
		return "AWS_ENDPOINT_URL_" + name();
	}

	String hostPrefix() {
		return this.hostPrefix;
	}

	String property() {
		return this.property;
	}

}
