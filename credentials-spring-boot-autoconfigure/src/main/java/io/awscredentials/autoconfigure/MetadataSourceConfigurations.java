package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

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

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The sources that ask what the application runs on.
 */
final class MetadataSourceConfigurations {

	private MetadataSourceConfigurations() {
	}

	@Configuration(proxyBeanMethods = false)
	static class ContainerSource implements SourceFactory {

		private final OutgoingSettings outgoing;

		ContainerSource(CredentialsInfrastructure credentialsInfrastructure) {
			this.outgoing = credentialsInfrastructure.outgoing();
		}

		@Override
		public SourceKind kind() {
			return SourceKind.CONTAINER;
		}

		@Override
		public ContainerCredentialsSource create(Description description) {
			return new ContainerCredentialsSource(options(description.properties().container()),
					this.outgoing.environment(), this.outgoing.client(description, HttpOptions.container()));
		}

		private static ContainerOptions options(@Nullable Container properties) {
			if (properties == null) {
				return ContainerOptions.defaults();
			}
			Path tokenFile = properties.authorizationTokenFile();
			return new ContainerOptions(properties.fullUri(), properties.relativeUri(), properties.authorizationToken(),
					(tokenFile != null) ? tokenFile.toString() : null);
		}

		@Bean
		@Conditional(OnSourceKindCondition.class)
		@ConditionalOnMissingBean(name = "containerCredentialsSource")
		ContainerCredentialsSource containerCredentialsSource(Descriptions credentialsDescriptions) {
			return create(credentialsDescriptions.top());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InstanceMetadataSource implements SourceFactory {

		private final OutgoingSettings outgoing;

		InstanceMetadataSource(CredentialsInfrastructure credentialsInfrastructure) {
			this.outgoing = credentialsInfrastructure.outgoing();
		}

		@Override
		public SourceKind kind() {
			return SourceKind.INSTANCE_METADATA;
		}

		@Override
		public InstanceMetadataCredentialsSource create(Description description) {
			ProfileFiles files = this.outgoing.files().of(description);
			return new InstanceMetadataCredentialsSource(options(description.properties().instanceMetadata()),
					this.outgoing.environment(), () -> profile(files.settings()),
					() -> this.outgoing.client(description, http(files.settings())), this.outgoing.clock());
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

		@Bean
		@Conditional(OnSourceKindCondition.class)
		@ConditionalOnMissingBean(name = "instanceMetadataCredentialsSource")
		InstanceMetadataCredentialsSource instanceMetadataCredentialsSource(Descriptions credentialsDescriptions) {
			return create(credentialsDescriptions.top());
		}

	}

}
