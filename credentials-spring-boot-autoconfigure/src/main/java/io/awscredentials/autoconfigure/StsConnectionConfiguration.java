package io.awscredentials.autoconfigure;

import io.awscredentials.source.sts.StsConnection;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The connection to STS for sources that an application builds itself; nobody else has a
 * use for it.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(StsConnectionConfiguration.OnApplicationSource.class)
class StsConnectionConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StsConnection credentialsStsConnection(CredentialsInfrastructure credentialsInfrastructure,
			Descriptions credentialsDescriptions) {
		return credentialsInfrastructure.outgoing().sts(credentialsDescriptions.top());
	}

	/**
	 * Matches if the application defines a source. Those of ours are not there yet when
	 * this is looked at, since the configuration is the first to be imported.
	 */
	static class OnApplicationSource extends SpringBootCondition implements ConfigurationCondition {

		@Override
		public ConfigurationPhase getConfigurationPhase() {
			return ConfigurationPhase.REGISTER_BEAN;
		}

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("application's own source");
			for (SourceKind kind : SourceKind.values()) {
				if (context.getRegistry().containsBeanDefinition(kind.beanName())) {
					return ConditionOutcome.match(message.found("bean").items(kind.beanName()));
				}
			}
			for (WrapperKind kind : WrapperKind.values()) {
				if (context.getRegistry().containsBeanDefinition(kind.beanName())) {
					return ConditionOutcome.match(message.found("bean").items(kind.beanName()));
				}
			}
			return ConditionOutcome.noMatch(message.because("there is none"));
		}

	}

}
