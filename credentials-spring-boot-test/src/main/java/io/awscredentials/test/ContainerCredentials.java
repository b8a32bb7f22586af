package io.awscredentials.test;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The credentials endpoint an {@link AwsTestServer} has for containers, as ECS and EKS
 * have. Until told otherwise it is at {@code /v1/credentials} and wants the authorization
 * token {@code test-container-token}.
 *
 * @since 0.1.0
 */
public final class ContainerCredentials {

	private final URI server;

	private volatile String path = "/v1/credentials";

	private volatile @Nullable String authorizationToken = "test-container-token";

	private volatile String roleArn = "arn:aws:iam::" + AwsTestServer.ACCOUNT_ID + ":role/test-container-role";

	private volatile @Nullable Duration lifetime = Duration.ofHours(6);

	private volatile boolean accountIdTold = true;

	ContainerCredentials(URI server) {
		this.server = server;
	}

	/**
	 * Move the endpoint.
	 * @param path the path, beginning with a slash
	 * @return this endpoint
	 */
	public ContainerCredentials path(String path) {
		this.path = path;
		return this;
	}

	/**
	 * Set the {@code Authorization} header a request must have.
	 * @param authorizationToken the token or {@code null} where none is wanted
	 * @return this endpoint
	 */
	public ContainerCredentials authorizationToken(@Nullable String authorizationToken) {
		this.authorizationToken = authorizationToken;
		return this;
	}

	/**
	 * Set the role whose credentials are answered.
	 * @param roleArn the ARN of the role
	 * @return this endpoint
	 */
	public ContainerCredentials roleArn(String roleArn) {
		this.roleArn = roleArn;
		return this;
	}

	/**
	 * Set how long the credentials live.
	 * @param lifetime the lifetime, or {@code null} for an answer without expiration
	 * @return this endpoint
	 */
	public ContainerCredentials lifetime(@Nullable Duration lifetime) {
		this.lifetime = lifetime;
		return this;
	}

	/**
	 * Leave the account ID out of the answers, as older agents do.
	 * @return this endpoint
	 */
	public ContainerCredentials withoutAccountId() {
		this.accountIdTold = false;
		return this;
	}

	/**
	 * Return what {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} would be.
	 * @return the full URI
	 */
	public URI fullUri() {
		return URI.create(this.server + this.path);
	}

	/**
	 * Return the {@code Authorization} header a request must have.
	 * @return the token or {@code null} where none is wanted
	 */
	public @Nullable String authorizationToken() {
		return this.authorizationToken;
	}

	String path() {
		return this.path;
	}

	String roleArn() {
		return this.roleArn;
	}

	@Nullable Duration lifetime() {
		return this.lifetime;
	}

	boolean isAccountIdTold() {
		return this.accountIdTold;
	}

}
