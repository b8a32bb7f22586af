package io.awscredentials.source.sso;

import io.awscredentials.source.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * How people sign in to IAM Identity Center.
 *
 * @param name the name of the {@code sso-session}, which finds the cached token, or
 * {@code null} for the older form, where the start URL does
 * @param startUrl the start URL
 * @param region the region of IAM Identity Center
 * @param cacheDirectory the directory of the cached tokens; there are none if it starts
 * with {@code ~}
 * @param deviceSignIn whether a person is asked to sign in where there is no usable token
 * @param profile the name of a profile that signs in to the same, for advice, or
 * {@code null}
 */
public record SsoSessionOptions(@Nullable String name, String startUrl, String region, String cacheDirectory,
		boolean deviceSignIn, @Nullable String profile) {

	/** Where AWS's CLI and SDKs keep the tokens. */
	public static final String CACHE_DIRECTORY = "~/.aws/sso/cache";

	/**
	 * Return what finds the cached token.
	 * @return the name of the session, or the start URL
	 */
	String key() {
		return (this.name != null) ? this.name : this.startUrl;
	}

	/**
	 * Return what a person calls this.
	 * @return the session or the start URL
	 */
	String shown() {
		return (this.name != null) ? "sso-session '" + this.name + "'" : "'" + Redaction.location(this.startUrl) + "'";
	}

	/**
	 * Return how to sign in with the AWS CLI.
	 * @return the command, or how to find it
	 */
	String command() {
		if (this.profile != null) {
			return "aws sso login --profile " + this.profile;
		}
		return (this.name != null) ? "aws sso login --sso-session " + this.name
				: "aws sso login --profile <a profile whose sso_start_url is " + Redaction.location(this.startUrl)
						+ ">";
	}

}
