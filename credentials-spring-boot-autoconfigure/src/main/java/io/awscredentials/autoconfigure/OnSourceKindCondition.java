package io.awscredentials.autoconfigure;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;

/**
 * Goes on the bean method of a kind of source, which has the name of the bean: an
 * annotation that names the kind would cost the start more. Matches the kinds of sources
 * that the default provider uses: those that are configured, those that the chain lists,
 * or those of the default chain where nothing is configured.
 */
class OnSourceKindCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		SourceKind kind = SourceKind.ofBean(((MethodMetadata) metadata).getMethodName());
		return ConfiguredKinds.of(context.getEnvironment(), PropertyGroups.PREFIX)
			.outcome(kind, applicationSource(Objects.requireNonNull(context.getBeanFactory())));
	}

	private static @Nullable String applicationSource(ConfigurableListableBeanFactory beanFactory) {
		for (SourceKind kind : SourceKind.values()) {
			if (!kind.inDefaultChain() && beanFactory.containsBeanDefinition(kind.beanName())) {
				return kind.beanName();
			}
		}
		return null;
	}

}
