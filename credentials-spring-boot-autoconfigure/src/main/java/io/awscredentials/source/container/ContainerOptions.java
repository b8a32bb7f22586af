package io.awscredentials.source.container;

import org.jspecify.annotations.Nullable;

/**
 * How the agent of a container is asked. What is not set here is taken from the
 * environment.
 *
 * @param fullUri the URL of the credentials, or {@code null}
 * @param relativeUri the path of the credentials at the agent of ECS, or {@code null}
 * @param authorizationToken the value of the {@code Authorization} header, or
 * {@code null}
 * @param authorizationTokenFile the file that holds that value, or {@code null}
 */
public record ContainerOptions(@Nullable String fullUri, @Nullable String relativeUri,
		@Nullable String authorizationToken, @Nullable String authorizationTokenFile) {

	/**
	 * Return the options with nothing set.
	 * @return options that leave all to the environment
	 */
	public static ContainerOptions defaults() {
		return new ContainerOptions(null, null, null, null);
	}

	@Override
	public String toString() {
		return "ContainerOptions[...]";
	}

}
