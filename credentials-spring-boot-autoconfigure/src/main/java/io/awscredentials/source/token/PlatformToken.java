package io.awscredentials.source.token;

import java.util.function.Supplier;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;

/**
 * A token that a platform gives to what runs on it. {@link #get()} asks for one that is
 * valid now, and fails with a {@link io.awscredentials.CredentialsException} whose
 * message never shows it.
 */
public sealed interface PlatformToken extends Supplier<String>
		permits AzureToken, GitHubToken, GitLabToken, GoogleToken, KubernetesToken {

	/** What AWS's guides have as audience of such tokens. */
	String AUDIENCE = "sts.amazonaws.com";

	/**
	 * Return the token of a job of GitHub Actions, which needs the permission
	 * {@code id-token: write}.
	 * @param audience the audience of the token
	 * @param environment the environment variables, of which
	 * {@code ACTIONS_ID_TOKEN_REQUEST_URL} and {@code ACTIONS_ID_TOKEN_REQUEST_TOKEN} are
	 * asked
	 * @param http the client
	 * @return the token
	 */
	static PlatformToken github(String audience, EnvironmentVariables environment, CredentialsHttpClient http) {
		return new GitHubToken(audience, environment, http);
	}

	/**
	 * Return the token of a job of GitLab, which has it in a variable of its
	 * {@code id_tokens}.
	 * @param variable the name of the variable
	 * @param environment the environment variables
	 * @return the token
	 */
	static PlatformToken gitlab(String variable, EnvironmentVariables environment) {
		return new GitLabToken(variable, environment);
	}

	/**
	 * Return the identity token of a service account of Google Cloud, from the metadata
	 * server of Compute Engine, Cloud Run and their like.
	 * @param audience the audience of the token
	 * @param environment the environment variables, of which {@code GCE_METADATA_HOST} is
	 * asked
	 * @param http the client, which must not use a proxy
	 * @return the token
	 */
	static PlatformToken google(String audience, EnvironmentVariables environment, CredentialsHttpClient http) {
		return new GoogleToken(audience, environment, http);
	}

	/**
	 * Return the token of a managed identity of Azure: of App Service and its like where
	 * {@code IDENTITY_ENDPOINT} is set, else of a virtual machine.
	 * @param resource the application that the token is for, by its ID or its URI
	 * @param environment the environment variables, of which {@code IDENTITY_ENDPOINT},
	 * {@code IDENTITY_HEADER} and {@code AZURE_CLIENT_ID}, the ID of an identity that a
	 * user assigned, are asked
	 * @param http the client, which must not use a proxy
	 * @return the token
	 */
	static PlatformToken azure(String resource, EnvironmentVariables environment, CredentialsHttpClient http) {
		return new AzureToken(resource, environment, http, AzureToken.VIRTUAL_MACHINE);
	}

	/**
	 * Return a token of the service account of a pod ({@code TokenRequest} of
	 * Kubernetes), which must be allowed to {@code create} the resource
	 * {@code serviceaccounts/token}.
	 * @param audience the audience of the token
	 * @param environment the environment variables, of which
	 * {@code KUBERNETES_SERVICE_HOST} and {@code KUBERNETES_SERVICE_PORT} are asked
	 * @param http the client, which must not use a proxy
	 * @return the token
	 */
	static PlatformToken kubernetes(String audience, EnvironmentVariables environment, CredentialsHttpClient http) {
		return new KubernetesToken(audience, environment, http, KubernetesToken.SERVICE_ACCOUNT);
	}

}
