package io.awscredentials.source.sso;

/**
 * A session of {@code aws login}.
 *
 * @param session the session, as {@code login_session} of a profile names it
 * @param cacheDirectory the directory of the cached sessions; there are none if it starts
 * with {@code ~}
 */
public record LoginOptions(String session, String cacheDirectory) {

	/** Where AWS's CLI and SDKs keep the sessions. */
	public static final String CACHE_DIRECTORY = "~/.aws/login/cache";

	/** The variable that names another directory. */
	public static final String CACHE_DIRECTORY_VARIABLE = "AWS_LOGIN_CACHE_DIRECTORY";

}
