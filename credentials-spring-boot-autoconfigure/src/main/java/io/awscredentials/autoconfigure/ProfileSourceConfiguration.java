package io.awscredentials.autoconfigure;

import io.awscredentials.source.profile.ProfileCredentialsSource;
import io.awscredentials.source.profile.ProfileFiles;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The source that goes the way that a profile of the shared AWS files describes.
 */
@Configuration(proxyBeanMethods = false)
class ProfileSourceConfiguration implements SourceFactory {

	private final OutgoingSettings outgoing;

	private final MetadataSourceConfigurations.ContainerSource container;

	private final MetadataSourceConfigurations.InstanceMetadataSource instanceMetadata;

	private final SignInSourceConfigurations.SsoSource sso;

	private final SignInSourceConfigurations.LoginSource login;

	private final MfaTokenProviders mfa;

	ProfileSourceConfiguration(CredentialsInfrastructure credentialsInfrastructure,
			MetadataSourceConfigurations.ContainerSource container,
			MetadataSourceConfigurations.InstanceMetadataSource instanceMetadata,
			SignInSourceConfigurations.SsoSource sso, SignInSourceConfigurations.LoginSource login) {
		this.outgoing = credentialsInfrastructure.outgoing();
		this.container = container;
		this.instanceMetadata = instanceMetadata;
		this.sso = sso;
		this.login = login;
		this.mfa = credentialsInfrastructure.mfa();
	}

	@Override
	public SourceKind kind() {
		return SourceKind.PROFILE;
	}

	@Override
	public ProfileCredentialsSource create(Description description) {
		ProfileFiles files = this.outgoing.files().of(description);
		return new ProfileCredentialsSource(files, new ProfileStepSources(description, this.outgoing, this.container,
				this.instanceMetadata, this.sso, this.login, this.mfa.find(description)));
	}

	@Bean
	@Conditional(OnSourceKindCondition.class)
	@ConditionalOnMissingBean(name = "profileCredentialsSource")
	ProfileCredentialsSource profileCredentialsSource(Descriptions credentialsDescriptions) {
		return create(credentialsDescriptions.top());
	}

}
