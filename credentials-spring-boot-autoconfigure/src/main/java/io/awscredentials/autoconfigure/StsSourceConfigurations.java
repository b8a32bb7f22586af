package io.awscredentials.autoconfigure;

import java.time.Duration;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.autoconfigure.StsProperties.AssumeRole;
import io.awscredentials.autoconfigure.StsProperties.SessionToken;
import io.awscredentials.autoconfigure.StsProperties.WebIdentity;
import io.awscredentials.source.sts.AssumeRoleCredentialsSource;
import io.awscredentials.source.sts.SessionTokenCredentialsSource;
import io.awscredentials.source.sts.WebIdentityCredentialsSource;
import io.awscredentials.source.sts.WebIdentityOptions;
import io.awscredentials.source.sts.WebIdentityTokenSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The sources that ask STS.
 */
final class StsSourceConfigurations {

	private static final Log logger = LogFactory.getLog(AssumeRoleCredentialsSource.class);

	private StsSourceConfigurations() {
	}

	private static @Nullable String application(Environment environment) {
		return environment.getProperty("spring.application.name");
	}

	@Configuration(proxyBeanMethods = false)
	static class AssumeRoleSource implements SourceWrapper {

		private final OutgoingSettings outgoing;

		private final MfaTokenProviders mfa;

		private final Descriptions descriptions;

		AssumeRoleSource(CredentialsInfrastructure credentialsInfrastructure, Descriptions credentialsDescriptions) {
			this.outgoing = credentialsInfrastructure.outgoing();
			this.mfa = credentialsInfrastructure.mfa();
			this.descriptions = credentialsDescriptions;
		}

		@Override
		public WrapperKind kind() {
			return WrapperKind.ASSUME_ROLE;
		}

		@Override
		public AssumeRoleCredentialsSource wrap(Description description, CredentialsSource inner) {
			AssumeRole properties = description.group(description.properties().assumeRole(), kind().group());
			AssumeRoleOptions options = new StsOptionsReader(description).assumeRole(properties,
					application(description.environment()));
			warnOfChaining(description, options.duration());
			CredentialsSource signer = (inner instanceof SessionTokenCredentialsSource session) ? session.reused()
					: inner;
			return new AssumeRoleCredentialsSource(signer, options, this.outgoing.sts(description),
					this.mfa.require(description, "assume-role.mfa", properties.mfa()));
		}

		private void warnOfChaining(Description description, @Nullable Duration duration) {
			String source = description.properties().source();
			boolean role = source != null && (this.descriptions.get(source).configured(WrapperKind.ASSUME_ROLE)
					|| this.descriptions.get(source).configured(SourceKind.WEB_IDENTITY));
			if (role && duration != null && duration.compareTo(Duration.ofHours(1)) > 0) {
				logger.warn("STS will refuse '" + description.property("assume-role.duration")
						+ "': a role that is assumed with the credentials of another role, here of '" + source
						+ "', lasts for an hour at most");
			}
		}

		@Bean
		@Conditional(OnWrapperCondition.class)
		@ConditionalOnMissingBean(name = "assumeRoleCredentialsSource")
		AssumeRoleCredentialsSource assumeRoleCredentialsSource(CredentialsProviderFactory credentialsProviderFactory) {
			return wrap(this.descriptions.top(), credentialsProviderFactory.inside(kind()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SessionTokenSource implements SourceWrapper {

		private final OutgoingSettings outgoing;

		private final MfaTokenProviders mfa;

		SessionTokenSource(CredentialsInfrastructure credentialsInfrastructure) {
			this.outgoing = credentialsInfrastructure.outgoing();
			this.mfa = credentialsInfrastructure.mfa();
		}

		@Override
		public WrapperKind kind() {
			return WrapperKind.SESSION_TOKEN;
		}

		@Override
		public SessionTokenCredentialsSource wrap(Description description, CredentialsSource inner) {
			SessionToken properties = description.properties().sessionToken();
			return new SessionTokenCredentialsSource(inner, new StsOptionsReader(description).sessionToken(properties),
					this.outgoing.sts(description),
					this.mfa.require(description, "session-token.mfa", (properties != null) ? properties.mfa() : null));
		}

		@Bean
		@Conditional(OnWrapperCondition.class)
		@ConditionalOnMissingBean(name = "sessionTokenCredentialsSource")
		SessionTokenCredentialsSource sessionTokenCredentialsSource(
				CredentialsProviderFactory credentialsProviderFactory, Descriptions credentialsDescriptions) {
			return wrap(credentialsDescriptions.top(), credentialsProviderFactory.inside(kind()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WebIdentitySource implements SourceFactory {

		private final OutgoingSettings outgoing;

		private final @Nullable WebIdentityTokenSource tokenSource;

		WebIdentitySource(CredentialsInfrastructure credentialsInfrastructure,
				ObjectProvider<WebIdentityTokenSource> tokenSource) {
			this.outgoing = credentialsInfrastructure.outgoing();
			this.tokenSource = tokenSource.getIfUnique();
		}

		@Override
		public SourceKind kind() {
			return SourceKind.WEB_IDENTITY;
		}

		@Override
		public WebIdentityCredentialsSource create(Description description) {
			WebIdentity properties = description.properties().webIdentity();
			WebIdentityOptions options = (properties != null)
					? new StsOptionsReader(description).webIdentity(properties) : WebIdentityOptions.fromEnvironment();
			EnvironmentVariables environment = this.outgoing.environment();
			boolean role = options.roleArn() != null || environment.getText("AWS_ROLE_ARN") != null;
			// Without a role, a bean that gives tokens is there for something else.
			WebIdentityTokenSource tokens = (role && options.tokenFile() == null) ? this.tokenSource : null;
			if (properties != null) {
				check(description, role, options.tokenFile() != null || tokens != null
						|| environment.getText("AWS_WEB_IDENTITY_TOKEN_FILE") != null);
			}
			return new WebIdentityCredentialsSource(options, tokens, application(description.environment()),
					environment, this.outgoing.sts(description));
		}

		private static void check(Description description, boolean role, boolean token) {
			if (!role) {
				throw description.invalid("web-identity.role-arn", "is not set, and neither is AWS_ROLE_ARN",
						"Set one of them, or remove the others of the group");
			}
			if (!token) {
				throw description.invalid("web-identity.token-file",
						"is not set, and neither is AWS_WEB_IDENTITY_TOKEN_FILE",
						"Set one of them, or add a WebIdentityTokenSource bean");
			}
		}

		@Bean
		@Conditional(OnSourceKindCondition.class)
		@ConditionalOnMissingBean(name = "webIdentityCredentialsSource")
		WebIdentityCredentialsSource webIdentityCredentialsSource(Descriptions credentialsDescriptions) {
			return create(credentialsDescriptions.top());
		}

	}

}
