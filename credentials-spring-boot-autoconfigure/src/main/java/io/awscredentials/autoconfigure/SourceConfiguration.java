package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsSource;
import io.awscredentials.source.basic.SystemPropertiesCredentialsSource;
import io.awscredentials.source.sts.StsConnection;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * The sources of the default provider, of which an application may replace each by a bean
 * of the same name. Which class a source has is nobody's business but its own, and none
 * is loaded of which there is no bean. Each is made when it is chosen: an application
 * that was processed ahead of time has beans of sources that are no longer configured.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class SourceConfiguration {

	private final ProviderDefinition definition;

	private final AwsClients clients;

	private final CredentialsAssembler assembler;

	private final SourceFactory sources;

	SourceConfiguration(ProviderDefinitions definitions, AwsClients clients, CredentialsAssembler assembler) {
		this.definition = definitions.top();
		this.clients = clients;
		this.assembler = assembler;
		this.sources = assembler.sources();
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.STATIC)
	@ConditionalOnMissingBean(name = "staticCredentialsSource")
	CredentialsSource staticCredentialsSource() {
		return this.sources.staticKeys(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.SYSTEM_PROPERTIES)
	@ConditionalOnMissingBean(name = "systemPropertiesCredentialsSource")
	CredentialsSource systemPropertiesCredentialsSource() {
		return new SystemPropertiesCredentialsSource();
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.ENVIRONMENT)
	@ConditionalOnMissingBean(name = "environmentCredentialsSource")
	CredentialsSource environmentCredentialsSource() {
		return this.sources.environment();
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.WEB_IDENTITY)
	@ConditionalOnMissingBean(name = "webIdentityCredentialsSource")
	CredentialsSource webIdentityCredentialsSource() {
		return this.sources.sts().webIdentity(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.ROLES_ANYWHERE)
	@ConditionalOnMissingBean(name = "rolesAnywhereCredentialsSource")
	CredentialsSource rolesAnywhereCredentialsSource() {
		return this.sources.rolesAnywhere().create(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.PROFILE)
	@ConditionalOnMissingBean(name = "profileCredentialsSource")
	CredentialsSource profileCredentialsSource() {
		return this.sources.profile(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.PROCESS)
	@ConditionalOnMissingBean(name = "processCredentialsSource")
	CredentialsSource processCredentialsSource() {
		return this.sources.process(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.PLUGIN)
	@ConditionalOnMissingBean(name = "pluginCredentialsSource")
	CredentialsSource pluginCredentialsSource() {
		return this.sources.plugin(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.SSO)
	@ConditionalOnMissingBean(name = "ssoCredentialsSource")
	CredentialsSource ssoCredentialsSource() {
		return this.sources.signIn().sso(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.LOGIN)
	@ConditionalOnMissingBean(name = "loginCredentialsSource")
	CredentialsSource loginCredentialsSource() {
		return this.sources.signIn().login(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.CONTAINER)
	@ConditionalOnMissingBean(name = "containerCredentialsSource")
	CredentialsSource containerCredentialsSource() {
		return this.sources.metadata().container(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.INSTANCE_METADATA)
	@ConditionalOnMissingBean(name = "instanceMetadataCredentialsSource")
	CredentialsSource instanceMetadataCredentialsSource() {
		return this.sources.metadata().instance(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.VAULT)
	@ConditionalOnMissingBean(name = "vaultCredentialsSource")
	CredentialsSource vaultCredentialsSource() {
		return this.sources.vault().create(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.SESSION_TOKEN)
	@ConditionalOnMissingBean(name = "sessionTokenCredentialsSource")
	CredentialsSource sessionTokenCredentialsSource() {
		return this.assembler.sessionToken();
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.ASSUME_ROLE)
	@ConditionalOnMissingBean(name = "assumeRoleCredentialsSource")
	CredentialsSource assumeRoleCredentialsSource() {
		return this.assembler.assumeRole();
	}

	/**
	 * For sources that an application builds itself.
	 */
	@Bean
	@ConditionalOnMissingBean
	StsConnection awsCredentialsStsConnection() {
		return this.clients.sts(this.definition);
	}

}
