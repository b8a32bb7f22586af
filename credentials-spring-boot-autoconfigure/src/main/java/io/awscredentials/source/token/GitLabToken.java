package io.awscredentials.source.token;

import io.awscredentials.EnvironmentVariables;

/**
 * The token of a job of GitLab, which was made when the job began and is not renewed.
 */
record GitLabToken(String variable, EnvironmentVariables environment) implements PlatformToken {

	@Override
	public String get() {
		TokenRequest request = new TokenRequest("GitLab", "Let the job have 'id_tokens' with '" + this.variable
				+ "', or name the variable: 'web-identity.token: gitlab:NAME'");
		return request.variable(this.environment, this.variable);
	}

	@Override
	public String toString() {
		return "GitLab";
	}

}
