package io.awscredentials.source.sso;

import org.jspecify.annotations.Nullable;

/**
 * A session of {@code aws login}.
 *
 * @param session the session, as {@code login_session} of a profile names it
 * @param cacheDirectory the directory of the cached sessions; there are none if it starts
 * with {@code ~}
 * @param profile the name of a profile that names the session, for advice, or
 * {@code null}
 */
public record LoginOptions(String session, String cacheDirectory, @Nullable String profile) {

	/** Where AWS's CLI and SDKs keep the sessions. */
	public static final String CACHE_DIRECTORY = "~/.aws/login/cache";

	/** The variable that names another directory. */
	public static final String CACHE_DIRECTORY_VARIABLE = "AWS_LOGIN_CACHE_DIRECTORY";

	/**
	 * Return how to sign in with the AWS CLI.
	 * @return the command
	 */
	String command() {
		return (this.profile != null) ? "aws login --profile " + this.profile : "aws login";
	}

}
