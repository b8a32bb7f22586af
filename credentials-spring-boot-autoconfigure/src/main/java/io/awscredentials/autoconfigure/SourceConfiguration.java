package io.awscredentials.autoconfigure;

import io.awscredentials.source.basic.EnvironmentCredentialsSource;
import io.awscredentials.source.basic.StaticCredentialsSource;
import io.awscredentials.source.basic.SystemPropertiesCredentialsSource;
import io.awscredentials.source.container.ContainerCredentialsSource;
import io.awscredentials.source.imds.InstanceMetadataCredentialsSource;
import io.awscredentials.source.plugin.PluginCredentialsSource;
import io.awscredentials.source.process.ProcessCredentialsSource;
import io.awscredentials.source.profile.ProfileCredentialsSource;
import io.awscredentials.source.rolesanywhere.RolesAnywhereCredentialsSource;
import io.awscredentials.source.sso.LoginCredentialsSource;
import io.awscredentials.source.sso.SsoCredentialsSource;
import io.awscredentials.source.sts.AssumeRoleCredentialsSource;
import io.awscredentials.source.sts.SessionTokenCredentialsSource;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.source.sts.WebIdentityCredentialsSource;
import io.awscredentials.source.vault.VaultCredentialsSource;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * The sources of the default provider, of which an application may replace each by a bean
 * of the same name.
 */
@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

	private final ProviderDefinition definition;

	private final AwsClients clients;

	private final SourceFactory sources;

	SourceConfiguration(ProviderDefinitions definitions, AwsClients clients, SourceFactory sources) {
		this.definition = definitions.top();
		this.clients = clients;
		this.sources = sources;
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.STATIC)
	@ConditionalOnMissingBean(name = "staticCredentialsSource")
	StaticCredentialsSource staticCredentialsSource() {
		return this.sources.staticKeys(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.SYSTEM_PROPERTIES)
	@ConditionalOnMissingBean(name = "systemPropertiesCredentialsSource")
	SystemPropertiesCredentialsSource systemPropertiesCredentialsSource() {
		return new SystemPropertiesCredentialsSource();
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.ENVIRONMENT)
	@ConditionalOnMissingBean(name = "environmentCredentialsSource")
	EnvironmentCredentialsSource environmentCredentialsSource() {
		return this.sources.environment();
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.WEB_IDENTITY)
	@ConditionalOnMissingBean(name = "webIdentityCredentialsSource")
	WebIdentityCredentialsSource webIdentityCredentialsSource() {
		return this.sources.sts().webIdentity(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.ROLES_ANYWHERE)
	@ConditionalOnMissingBean(name = "rolesAnywhereCredentialsSource")
	RolesAnywhereCredentialsSource rolesAnywhereCredentialsSource() {
		return this.sources.rolesAnywhere().create(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.PROFILE)
	@ConditionalOnMissingBean(name = "profileCredentialsSource")
	ProfileCredentialsSource profileCredentialsSource() {
		return this.sources.profile(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.PROCESS)
	@ConditionalOnMissingBean(name = "processCredentialsSource")
	ProcessCredentialsSource processCredentialsSource() {
		return this.sources.process(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.PLUGIN)
	@ConditionalOnMissingBean(name = "pluginCredentialsSource")
	PluginCredentialsSource pluginCredentialsSource() {
		return this.sources.plugin(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.SSO)
	@ConditionalOnMissingBean(name = "ssoCredentialsSource")
	SsoCredentialsSource ssoCredentialsSource() {
		return this.sources.signIn().sso(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.LOGIN)
	@ConditionalOnMissingBean(name = "loginCredentialsSource")
	LoginCredentialsSource loginCredentialsSource() {
		return this.sources.signIn().login(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.CONTAINER)
	@ConditionalOnMissingBean(name = "containerCredentialsSource")
	ContainerCredentialsSource containerCredentialsSource() {
		return this.sources.metadata().container(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.INSTANCE_METADATA)
	@ConditionalOnMissingBean(name = "instanceMetadataCredentialsSource")
	InstanceMetadataCredentialsSource instanceMetadataCredentialsSource() {
		return this.sources.metadata().instanceMetadata(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.VAULT)
	@ConditionalOnMissingBean(name = "vaultCredentialsSource")
	VaultCredentialsSource vaultCredentialsSource() {
		return this.sources.vault().create(this.definition);
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.SESSION_TOKEN)
	@ConditionalOnMissingBean(name = "sessionTokenCredentialsSource")
	SessionTokenCredentialsSource sessionTokenCredentialsSource(CredentialsAssembler assembler) {
		return assembler.sessionToken();
	}

	@Bean
	@ConditionalOnSourceKind(SourceKind.ASSUME_ROLE)
	@ConditionalOnMissingBean(name = "assumeRoleCredentialsSource")
	AssumeRoleCredentialsSource assumeRoleCredentialsSource(CredentialsAssembler assembler) {
		return assembler.assumeRole();
	}

	/**
	 * For sources that an application builds itself.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	StsConnection awsCredentialsStsConnection() {
		return this.clients.sts(this.definition);
	}

}
