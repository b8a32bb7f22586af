package io.awscredentials.autoconfigure;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.autoconfigure.ProviderProperties.Static;
import io.awscredentials.source.basic.EnvironmentCredentialsSource;
import io.awscredentials.source.basic.StaticCredentialsSource;
import io.awscredentials.source.basic.SystemPropertiesCredentialsSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The sources that read what is already there.
 */
final class BasicSourceConfigurations {

	private BasicSourceConfigurations() {
	}

	private static @Nullable String text(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	@Configuration(proxyBeanMethods = false)
	static class StaticSource implements SourceFactory {

		@Override
		public SourceKind kind() {
			return SourceKind.STATIC;
		}

		@Override
		public StaticCredentialsSource create(Description description) {
			Static properties = description.group(description.properties().staticKeys(), kind());
			String accessKeyId = description.required("static.access-key-id", properties.accessKeyId());
			String secretAccessKey = description.required("static.secret-access-key", properties.secretAccessKey());
			return new StaticCredentialsSource(new Credentials(accessKeyId, secretAccessKey,
					text(properties.sessionToken()), null, text(properties.accountId())));
		}

		@Bean
		@Conditional(OnSourceKindCondition.class)
		@ConditionalOnMissingBean(name = "staticCredentialsSource")
		StaticCredentialsSource staticCredentialsSource(Descriptions credentialsDescriptions) {
			return create(credentialsDescriptions.top());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SystemPropertiesSource implements SourceFactory {

		@Override
		public SourceKind kind() {
			return SourceKind.SYSTEM_PROPERTIES;
		}

		@Override
		public CredentialsSource create(Description description) {
			return systemPropertiesCredentialsSource();
		}

		@Bean
		@Conditional(OnSourceKindCondition.class)
		@ConditionalOnMissingBean(name = "systemPropertiesCredentialsSource")
		SystemPropertiesCredentialsSource systemPropertiesCredentialsSource() {
			return new SystemPropertiesCredentialsSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EnvironmentSource implements SourceFactory {

		private final EnvironmentVariables environment;

		EnvironmentSource(CredentialsInfrastructure credentialsInfrastructure) {
			this.environment = credentialsInfrastructure.outgoing().environment();
		}

		@Override
		public SourceKind kind() {
			return SourceKind.ENVIRONMENT;
		}

		@Override
		public CredentialsSource create(Description description) {
			return environmentCredentialsSource();
		}

		@Bean
		@Conditional(OnSourceKindCondition.class)
		@ConditionalOnMissingBean(name = "environmentCredentialsSource")
		EnvironmentCredentialsSource environmentCredentialsSource() {
			return new EnvironmentCredentialsSource(this.environment);
		}

	}

}
