package io.awscredentials.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches groups of which a property is set.
 */
class OnPropertyGroupCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String group = metadata.getAnnotations().get(ConditionalOnPropertyGroup.class).getString("value");
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnPropertyGroup.class, group);
		return (PropertyGroups.isSet(context.getEnvironment(), group))
				? ConditionOutcome.match(message.because("there are properties"))
				: ConditionOutcome.noMatch(message.because("there are no properties"));
	}

}
