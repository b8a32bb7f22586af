package io.awscredentials.autoconfigure;

import java.util.Objects;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Asks the selection of the default provider.
 */
class OnSourceKindCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		SourceKind kind = metadata.getAnnotations()
			.get(ConditionalOnSourceKind.class)
			.getEnum("value", SourceKind.class);
		return EarlyDefinitions.get(Objects.requireNonNull(context.getBeanFactory()), context.getEnvironment())
			.selection()
			.outcome(kind);
	}

}
