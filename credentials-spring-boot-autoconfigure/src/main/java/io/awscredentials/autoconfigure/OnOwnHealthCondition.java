package io.awscredentials.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless the application has a health contributor of its own whose name is that
 * of ours. A bean that has the name and is no health contributor is nobody's health.
 */
class OnOwnHealthCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final List<String> NAMES = List.of("awsCredentials", "awsCredentialsHealthIndicator",
			"awsCredentialsHealthContributor");

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Health of credentials");
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		for (String name : NAMES) {
			if (beans != null && beans.containsBean(name) && beans.isTypeMatch(name, HealthContributor.class)) {
				return ConditionOutcome.noMatch(message.found("health contributor").items(name));
			}
		}
		return ConditionOutcome.match(message.didNotFind("health contributor").items(NAMES));
	}

}
