package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import io.awscredentials.CredentialsSource;
import io.awscredentials.autoconfigure.ProviderProperties.Container;
import io.awscredentials.autoconfigure.ProviderProperties.InstanceMetadata;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.source.container.ContainerCredentialsSource;
import io.awscredentials.source.container.ContainerOptions;
import io.awscredentials.source.imds.InstanceMetadataCredentialsSource;
import io.awscredentials.source.imds.InstanceMetadataOptions;
import io.awscredentials.source.imds.InstanceMetadataProfile;
import io.awscredentials.source.profile.ProfileFiles;
import io.awscredentials.source.profile.ProfileSettings;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sources that ask what AWS has beside each container and instance.
 *
 * @param clients how sources talk to the world
 */
record MetadataSources(AwsClients clients) {

	CredentialsSource container(ProviderDefinition definition) {
		return new ContainerCredentialsSource(options(definition.properties().container()), this.clients.environment(),
				this.clients.client(definition, HttpOptions.container()));
	}

	private static ContainerOptions options(@Nullable Container properties) {
		if (properties == null) {
			return ContainerOptions.defaults();
		}
		Path tokenFile = properties.authorizationTokenFile();
		return new ContainerOptions(properties.fullUri(), properties.relativeUri(), properties.authorizationToken(),
				(tokenFile != null) ? tokenFile.toString() : null);
	}

	CredentialsSource instance(ProviderDefinition definition) {
		ProfileFiles files = this.clients.files().of(definition);
		return new InstanceMetadataCredentialsSource(options(definition.properties().instanceMetadata()),
				this.clients.environment(), () -> profile(files.settings()),
				() -> this.clients.client(definition, http(files.settings())), this.clients.clock());
	}

	private static InstanceMetadataProfile profile(ProfileSettings settings) {
		return new InstanceMetadataProfile(settings.ec2MetadataServiceEndpoint(),
				settings.ec2MetadataServiceEndpointMode(), settings.ec2MetadataV1Disabled(),
				settings.ec2InstanceProfileName());
	}

	private static HttpOptions http(ProfileSettings settings) {
		HttpOptions options = HttpOptions.metadata();
		Duration timeout = settings.metadataServiceTimeout();
		options = (timeout != null) ? options.withConnectTimeout(timeout).withReadTimeout(timeout) : options;
		Integer attempts = settings.metadataServiceNumAttempts();
		return (attempts != null) ? options.withMaxAttempts(attempts) : options;
	}

	private static InstanceMetadataOptions options(@Nullable InstanceMetadata properties) {
		if (properties == null) {
			return InstanceMetadataOptions.defaults();
		}
		return new InstanceMetadataOptions(properties.endpoint(), properties.endpointMode(),
				Boolean.TRUE.equals(properties.v1Fallback()), Boolean.TRUE.equals(properties.disabled()),
				properties.profileName());
	}

}
